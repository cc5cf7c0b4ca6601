import { Connection } from './connection';
import type { ConnectionState } from './connection-state';
import { asBotError, PertoBotError } from './error';
import { Inbox } from './inbox';
import { Listeners, type Listener } from './listeners';
import type { DeliveryReport, Message, MessageHandler } from './message';
import type { Building } from './registration';
import { atPlan, everyPlan, follow, milliseconds, type Plan, type Schedule } from './schedule';
import { Sender, type SendOptions, type Sent } from './sender';
import { Tokens } from './tokens';
import { pause } from './waiting';

export interface BotOptions {
  /** Of the server, such as `http://127.0.0.1:3002`. */
  url: string;
  id: string;
  /** What registering answered. Keep it out of the program: `process.env.PERTO_BOT_PASSWORD`. */
  secret: string;
  /** Receiving begins after this message (`bot.lastMessage` of an earlier run); null: at the very first. */
  after?: string | null;
  /** `connect` gives up after so many milliseconds, 30 000 by default; `Infinity`: never. */
  connectWithin?: number;
  /** Closes the bot when it is aborted. */
  signal?: AbortSignal;
}

/** What to say: nothing where it is empty or undefined. */
export type Text = string | (() => string | undefined | Promise<string | undefined>);

export interface EveryOptions {
  /** The first time at once, not after the first interval. */
  immediately?: boolean;
}

export interface AtOptions {
  /** An IANA name such as `Europe/Lisbon`; the machine's own by default. */
  timeZone?: string;
}

export interface CloseOptions {
  /** What is under way has so many milliseconds to be finished, 2000 by default. */
  within?: number;
}

/** A message of a day's plan is not worth sending after this. Milliseconds. */
const PLANNED_DEADLINE_MS = 15 * 60_000;

/** A bot that stays connected until it is closed or cannot succeed any more; see `connect`. */
export class Bot {
  readonly id: string;
  /**
   * Settles when the bot is closed; rejects with the final error that stopped it.
   * A final error that nobody waits for is told to `onError` all the same.
   */
  readonly stopped: Promise<void>;
  private readonly end = new AbortController();
  private readonly inbox = new Inbox((error) => this.fail(asBotError(error)));
  private readonly sender: Sender;
  private readonly connection: Connection;
  private readonly schedules = new Set<Schedule>();
  private readonly errors = new Listeners<PertoBotError>((thrown) => console.error(thrown));
  private readonly reports = new Listeners<DeliveryReport>((thrown) => this.fail(asBotError(thrown)));
  private readonly states = new Listeners<ConnectionState>((thrown) => this.fail(asBotError(thrown)));
  private state: ConnectionState = { state: 'connecting' };
  private running: Promise<void> | undefined;
  private closing: Promise<void> | undefined;
  private settle!: { resolve: () => void; reject: (error: PertoBotError) => void };

  constructor({ url, id, secret, after, signal }: BotOptions) {
    if (!URL.canParse(url)) throw new TypeError(`'${url}' is not an address such as http://127.0.0.1:3002`);
    if (!id || !secret) throw new TypeError('A bot needs its id and its secret');
    this.id = id;
    this.inbox.after = after;
    this.stopped = new Promise((resolve, reject) => (this.settle = { resolve, reject }));
    this.stopped.catch(() => {}); // who does not wait for it hears it from onError
    const tokens = new Tokens(url, id, secret, this.end.signal);
    this.sender = new Sender(url, tokens, this.end.signal);
    this.connection = new Connection({
      ...{ url, id, tokens, inbox: this.inbox, signal: this.end.signal },
      changed: (state) => this.change(state),
      reported: (report) => this.reports.tell(report),
      failed: (error) => this.fail(error),
    });
    const abort = () => void this.close({ within: 0 });
    signal?.addEventListener('abort', abort, { once: true });
    this.end.signal.addEventListener('abort', () => signal?.removeEventListener('abort', abort));
    if (signal?.aborted) abort();
  }

  /** The building that it speaks to; undefined before it was first connected. */
  building: Building | undefined;

  /** The last message that was handled: keep it, and give it to the next run as `after`. */
  get lastMessage(): string | null | undefined {
    return this.inbox.after;
  }

  /** Begins to connect; what becomes of it is told to `onState`. */
  start(): void {
    if (this.closing) return;
    this.running ??= this.connection.run().catch((error: unknown) => this.stop(asBotError(error)));
  }

  /** Settles when it is connected; rejects with the final error. */
  online(): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (now: ConnectionState) => {
        if (now.state === 'online') resolve();
        else if (now.state === 'closed') reject(now.error ?? closed());
        else return;
        forget();
      };
      const forget = this.states.add(check);
      check(this.state);
    });
  }

  /**
   * Says something to everybody in the bot's building. It is tried until it is answered, in order.
   *
   * @throws PertoBotError when it is refused for good, called off, too late, or the bot is closed
   */
  async send(text: string, options?: SendOptions): Promise<Sent> {
    return this.put(text, undefined, options);
  }

  /** Answers whoever wrote the message, and nobody else. */
  async reply(message: Message, text: string, options?: SendOptions): Promise<Sent> {
    return this.put(text, [message.from.id], options);
  }

  /** How far a message of the bot has come. */
  async report(id: string): Promise<DeliveryReport> {
    if (this.closing) throw closed();
    return this.sender.report(id);
  }

  /**
   * Says something again and again: `'15m'` or milliseconds, a second at least. It does not drift; ticks that
   * were missed while the machine slept or the text was made become one. Not sent by the next tick: given up.
   */
  every(interval: number | string, text: Text, { immediately = false }: EveryOptions = {}): Schedule {
    const length = milliseconds(interval);
    return this.plan(everyPlan(length, immediately), text, length);
  }

  /** Says something once, at a date, or every day at a time such as `'08:30'`. */
  at(when: Date | string, text: Text, { timeZone }: AtOptions = {}): Schedule {
    return this.plan(atPlan(when, timeZone), text, PLANNED_DEADLINE_MS);
  }

  /**
   * Hears every message to the bot once, one after the other; the next comes when this one is done with.
   * What it throws is told to `onError`, and the message counts as handled. Answers what ends it.
   */
  onMessage(handler: MessageHandler): () => void {
    return this.inbox.add(handler);
  }

  /** Every message to the bot: the next one comes when the loop asks for it. It ends when the bot is closed. */
  async *messages(): AsyncGenerator<Message, void, void> {
    const arrived: { message: Message; done: () => void }[] = [];
    let wake = () => {};
    const remove = this.onMessage(
      (message) =>
        new Promise<void>((done) => {
          arrived.push({ message, done });
          wake();
        }),
    );
    const ended = () => wake();
    this.end.signal.addEventListener('abort', ended, { once: true });
    try {
      for (;;) {
        const [next] = arrived;
        if (next) {
          yield next.message;
          arrived.shift();
          next.done();
        } else if (this.closing || this.end.signal.aborted) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      remove();
      this.end.signal.removeEventListener('abort', ended);
      for (const { done } of arrived) done();
    }
  }

  /** Hears how far the bot's messages have come, each time that this changes. Answers what ends it. */
  onReport(handler: Listener<DeliveryReport>): () => void {
    return this.reports.add(handler);
  }

  /** Hears what goes wrong in the background: a handler or a text that throws, a planned message that is refused. */
  onError(handler: Listener<PertoBotError>): () => void {
    return this.errors.add(handler);
  }

  /** Hears what becomes of the connection. Nobody has to do anything about it. */
  onState(handler: Listener<ConnectionState>): () => void {
    return this.states.add(handler);
  }

  /** Ends it in order: schedules, what is being sent and handled, the connection. Nothing of it goes on. */
  close({ within = 2000 }: CloseOptions = {}): Promise<void> {
    this.closing ??= this.finish(within);
    return this.closing;
  }

  private async finish(within: number): Promise<void> {
    this.cancelSchedules();
    const finished = new AbortController();
    const work = Promise.all([this.inbox.stop(), this.sender.idle()]).then(() => finished.abort());
    if (within > 0) await pause(within, finished.signal).catch(() => {});
    else void work;
    this.end.abort(closed());
    await this.running;
    this.change({ state: 'closed' });
    this.settle.resolve();
  }

  /** An error that no trying again cures. */
  private stop(error: PertoBotError): void {
    if (this.closing) return;
    this.closing = Promise.resolve();
    this.cancelSchedules();
    void this.inbox.stop();
    this.end.abort(error);
    this.settle.reject(error);
    this.change({ state: 'closed', error });
    this.fail(error);
  }

  private async put(text: string, users: string[] | undefined, options?: SendOptions): Promise<Sent> {
    if (this.closing) throw closed();
    try {
      return await this.sender.send(text, users, options);
    } catch (error) {
      if (error instanceof PertoBotError && STOPPING.has(error.code)) this.stop(error);
      throw error;
    }
  }

  private plan(plan: Plan, text: Text, deadline: number): Schedule {
    if (this.closing) throw closed();
    const schedule = follow(plan, async () => {
      try {
        const words = typeof text === 'string' ? text : await text();
        if (words && !this.closing) await this.put(words, undefined, { deadline });
      } catch (error) {
        if (!this.closing) this.fail(asBotError(error));
      }
      if (schedule.next === undefined) this.schedules.delete(schedule);
    });
    this.schedules.add(schedule);
    return schedule;
  }

  private cancelSchedules(): void {
    for (const schedule of this.schedules) schedule.cancel();
    this.schedules.clear();
  }

  private change(state: ConnectionState): void {
    this.state = state;
    if (state.state === 'online') this.building = state.building;
    this.states.tell(state);
  }

  private fail(error: PertoBotError): void {
    if (this.errors.tell(error) === 0) console.error(`${this.id}: ${error.message}`);
  }
}

/** Refusals of a message that concern the whole bot. */
const STOPPING: ReadonlySet<string> = new Set(['bot_not_authorized', 'wrong_secret', 'unauthenticated']);

const closed = (): PertoBotError => new PertoBotError('closed', 'The bot is closed.');
