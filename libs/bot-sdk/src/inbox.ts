import type { MessageAnswer } from '@perto/contract';
import type { Message, MessageHandler } from './message';

/** The ids of so many messages are remembered, so that a repeat is known. */
const REMEMBERED = 2000;
/** More than the server ever has on its way at once; what is beyond it is left to be sent again. */
const MOST_HELD = 256;
/** For so long messages wait for a handler; without one they are taken and forgotten. */
const HANDLER_WITHIN_MS = 5_000;

interface Held {
  message: MessageAnswer;
  acknowledge: () => void;
}

/**
 * Hands every message to the handlers once, one after the other, in the order in which they come, and
 * acknowledges it afterwards. A handler that fails is reported, and its message counts as handled.
 */
export class Inbox {
  /** The last message that was handled; undefined before any is known of. */
  after: string | null | undefined;
  private readonly handlers = new Set<MessageHandler>();
  private readonly held = new Map<string, Held>();
  private readonly handled = new Set<string>();
  private inHand: string | undefined;
  private working: Promise<void> | undefined;
  private stopped = false;
  private welcome: (() => void) | undefined;

  constructor(private readonly failed: (error: unknown) => void) {}

  /** Answers what takes the handler away again. */
  add(handler: MessageHandler): () => void {
    this.handlers.add(handler);
    this.welcome?.();
    return () => void this.handlers.delete(handler);
  }

  take(message: MessageAnswer, acknowledge: () => void): void {
    if (this.handled.has(message.id)) return acknowledge();
    if (this.stopped || (this.held.size >= MOST_HELD && !this.held.has(message.id))) return;
    // A repeat keeps its place; what comes over another connection is acknowledged there.
    this.held.set(message.id, { message, acknowledge });
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  /** The connection is gone: what no handler has begun comes again. */
  interrupt(): void {
    for (const id of [...this.held.keys()]) if (id !== this.inHand) this.held.delete(id);
  }

  /** Begins nothing more; settles when the handlers are done with what they have. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.interrupt();
    this.welcome?.();
    await this.working;
  }

  private async work(): Promise<void> {
    for (let [id] = this.held.keys(); id !== undefined; [id] = this.held.keys()) {
      const { message } = this.held.get(id)!;
      this.inHand = id;
      await this.handle(message);
      this.inHand = undefined;
      this.remember(id);
      this.held.get(id)?.acknowledge();
      this.held.delete(id);
    }
  }

  private async handle(answer: MessageAnswer): Promise<void> {
    if (this.handlers.size === 0 && !this.stopped) await this.someHandler();
    for (const handler of [...this.handlers]) {
      try {
        await handler(messageFrom(answer));
      } catch (error) {
        this.failed(error);
      }
    }
  }

  private async someHandler(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.welcome = resolve;
      timer = setTimeout(resolve, HANDLER_WITHIN_MS);
    });
    this.welcome = undefined;
    clearTimeout(timer);
  }

  private remember(id: string): void {
    this.after = id;
    this.handled.add(id);
    if (this.handled.size > REMEMBERED)
      for (const oldest of this.handled) return void this.handled.delete(oldest);
  }
}

function messageFrom({ id, message, sender, sent_at, building }: MessageAnswer): Message {
  const { kind, id: senderId, name } = sender;
  return {
    id,
    text: message,
    from: { kind, id: senderId, ...(name !== undefined && { name }) },
    sentAt: new Date(sent_at),
    ...(building && { building }),
  };
}
