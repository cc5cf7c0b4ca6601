import { PATHS, type BotMessageAnswer, type DeliveryReport as Report } from '@perto/contract';
import { PertoBotError } from './error';
import type { DeliveryReport } from './message';
import { ask, type Question } from './request';
import type { Tokens } from './tokens';
import { untilAnswered } from './until-answered';
import { link, reasonOf, unlessAborted, type Linked } from './waiting';

export interface SendOptions {
  /** A name of your own for the message: sent twice under one name, it is one message. By default a random one. */
  idempotencyKey?: string;
  /** Calls it off. */
  signal?: AbortSignal;
  /** Gives up with `deadline` after so many milliseconds; without it the bot tries for as long as it lives. */
  deadline?: number;
}

/** What became of a message. */
export interface Sent {
  id: string;
  /** How many people it went to. */
  reached: number;
}

/** Messages that wait to be sent at most. */
const MOST_WAITING = 100;

/** Sends one message after the other, each until it is answered; a repeat has the same idempotency key. */
export class Sender {
  private line: Promise<unknown> = Promise.resolve();
  private readonly waiting = new Set<Linked>();

  constructor(
    private readonly url: string,
    private readonly tokens: Tokens,
    private readonly signal: AbortSignal,
  ) {
    // One listener for all of them: there may be a hundred.
    const abort = () => this.waiting.forEach((limits) => limits.abort(reasonOf(signal)));
    signal.addEventListener('abort', abort, { once: true });
  }

  async send(text: string, users: string[] | undefined, options: SendOptions = {}): Promise<Sent> {
    if (this.waiting.size >= MOST_WAITING)
      throw new PertoBotError('queue_full', `${MOST_WAITING} messages wait to be sent already.`);
    const headers = { 'idempotency-key': options.idempotencyKey ?? crypto.randomUUID() };
    const body = { message: text, ...(users && { users }) };
    const before = this.line;
    let last: PertoBotError | undefined;
    const limits = link([options.signal], options.deadline, () => tooLate(last));
    this.waiting.add(limits);
    const sending = (async () => {
      try {
        await unlessAborted(before, limits.signal);
        const answer = await this.insist<BotMessageAnswer>(
          { path: PATHS.sendBotMessage, body, headers },
          limits.signal,
          (error) => (last = error),
        );
        return { id: answer.message_id, reached: answer.reached };
      } finally {
        this.waiting.delete(limits);
        limits.release();
      }
    })();
    this.line = Promise.allSettled([before, sending]);
    return sending;
  }

  /** How far a message has come. */
  async report(id: string): Promise<DeliveryReport> {
    return this.insist<Report>({ path: PATHS.botMessage, parameter: id }, this.signal);
  }

  /** Settles when nothing waits any more. */
  async idle(): Promise<void> {
    await this.line;
  }

  private insist<Answer>(
    question: Question,
    signal: AbortSignal,
    failed?: (error: PertoBotError) => void,
  ): Promise<Answer> {
    return untilAnswered(
      async () => {
        // A token may have been revoked or have expired early; a fresh one that is refused too is refused for good.
        const { token } = await this.tokens.current();
        try {
          return await this.put<Answer>(question, token, signal);
        } catch (error) {
          if (!(error instanceof PertoBotError) || error.code !== 'unauthenticated') throw error;
          this.tokens.refused(token);
          return this.put<Answer>(question, (await this.tokens.current()).token, signal);
        }
      },
      signal,
      failed,
    );
  }

  private put<Answer>(question: Question, token: string, signal: AbortSignal): Promise<Answer> {
    const headers = { ...question.headers, authorization: `Bearer ${token}` };
    return ask<Answer>(this.url, { ...question, headers, signal });
  }
}

const tooLate = (last: PertoBotError | undefined): PertoBotError =>
  new PertoBotError(
    'deadline',
    `The message was not answered in time. ${last?.message ?? 'It may have been sent.'}`,
    {
      cause: last,
    },
  );
