import { Injectable, Logger } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { BotRow } from '../auth/bot.row';
import { addressKey, type Address } from '../auth/address';
import { UserRow } from '../auth/user.row';
import { Database } from '../platform/database/database';
import { briefTraceOf } from '../platform/error-trace';
import { unavailable } from '../platform/errors';

/** Most users and bots that are written at once. */
const LARGEST_BATCH = 500;
const RETRY_MS = 500;
/** A statement that was given up may still be carried out by the database this much later. */
const LATE_STATEMENT_MS = 3000;
const STOP_DEADLINE_MS = 2000;

interface Waiting {
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** How many sessions of a user or bot count right now. */
export type Count = (holder: Address) => number;

/**
 * `user.online`, `user.counter` and `bot.online`, as the session registry dictates them.
 *
 * It follows: users whose count changed are marked, and what is written is the
 * count at the moment of writing, many users in one statement. What cannot be
 * written stays marked, so that it comes right once the database is back.
 */
@Injectable()
export class OnlineProjection {
  private readonly logger = new Logger('Presence');
  private readonly marked = new Map<string, Address>();
  private readonly waiting = new Map<string, Waiting[]>();
  private count: Count = () => 0;
  private writing = false;
  private behind = false;
  private stopped = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  /** Where the counts come from. */
  follow(count: Count): void {
    this.count = count;
  }

  /** The count of a user or bot may have changed; it is written soon. */
  mark(holder: Address): void {
    this.marked.set(addressKey(holder), holder);
    if (!this.retry) this.start();
  }

  /**
   * Settles when the count of a user or bot is durable.
   *
   * @throws PertoError `unavailable` when it cannot be written now; it stays marked
   */
  settle(holder: Address): Promise<void> {
    if (this.stopped) return Promise.reject(unavailable('The server'));
    return new Promise((resolve, reject) => {
      const key = addressKey(holder);
      const waiting = this.waiting.get(key);
      if (waiting) waiting.push({ resolve, reject });
      else this.waiting.set(key, [{ resolve, reject }]);
      this.marked.set(key, holder);
      this.start();
    });
  }

  /** Nobody is online, in the database at least. */
  async reset(): Promise<void> {
    await this.database.run((manager) =>
      manager.update(UserRow, [{ online: true }, { sessions: MoreThan(0) }], { online: false, sessions: 0 }),
    );
    await this.database.run((manager) => manager.update(BotRow, { online: true }, { online: false }));
  }

  /** Writes that nobody is online any more, if that can be done soon; the next start does it anyway. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, STOP_DEADLINE_MS)));
    const reset = this.reset().catch((error: unknown) =>
      this.logger.warn(`The database still shows people online: ${briefTraceOf(error)}`),
    );
    await Promise.race([reset, deadline]);
    clearTimeout(timer);
  }

  private start(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    if (this.writing || this.stopped) return;
    this.writing = true;
    // After the current turn, so that what changes together is written together.
    setImmediate(() => void this.drain());
  }

  private async drain(): Promise<void> {
    while (this.marked.size > 0 && !this.stopped) {
      const batch = [...this.marked].slice(0, LARGEST_BATCH);
      const holders = batch.map(([, holder]) => holder);
      const waiting = batch.flatMap(([key]) => this.waiting.get(key) ?? []);
      for (const [key] of batch) {
        this.marked.delete(key);
        this.waiting.delete(key);
      }
      try {
        await this.write(holders);
        for (const { resolve } of waiting) resolve();
        this.caughtUp(holders);
      } catch (error) {
        for (const [key, holder] of batch) this.marked.set(key, holder);
        for (const { reject } of waiting) reject(error);
        this.fellBehind(error);
        if (this.waiting.size === 0) break;
      }
    }
    this.writing = false;
    if (this.marked.size > 0 && !this.stopped) {
      this.retry = setTimeout(() => this.start(), RETRY_MS);
      this.retry.unref();
    }
  }

  /** Writes the counts as they are now. */
  private async write(holders: Address[]): Promise<void> {
    const rows = [...holders]
      .sort((one, other) => (one.id < other.id ? -1 : 1)) // one order of row locks everywhere
      .map((holder) => ({ ...holder, sessions: this.count(holder) }))
      .map(({ kind, id, sessions }) => ({ kind, id, sessions, online: sessions > 0 }));
    await this.writeUsers(rows.flatMap(({ kind, ...row }) => (kind === 'user' ? row : [])));
    for (const online of [true, false])
      await this.writeBots(
        rows.flatMap((row) => (row.kind === 'bot' && row.online === online ? row.id : [])),
        online,
      );
  }

  private async writeUsers(rows: { id: string; sessions: number; online: boolean }[]): Promise<void> {
    if (rows.length === 0) return;
    await this.database.run((manager) =>
      manager
        .createQueryBuilder()
        .insert()
        .into(UserRow)
        .values(rows)
        .orUpdate(['online', 'counter'], ['id'])
        .updateEntity(false)
        .execute(),
    );
  }

  private async writeBots(ids: string[], online: boolean): Promise<void> {
    if (ids.length === 0) return;
    await this.database.run((manager) => manager.update(BotRow, { id: In(ids) }, { online }));
  }

  private fellBehind(error: unknown): void {
    if (!this.behind)
      this.logger.warn(`Who is online cannot be written; trying again: ${briefTraceOf(error)}`);
    this.behind = true;
  }

  private caughtUp(holders: Address[]): void {
    if (!this.behind) return;
    this.behind = this.marked.size > 0;
    if (!this.behind) this.logger.log('Who is online is written again');
    setTimeout(() => holders.forEach((holder) => this.mark(holder)), LATE_STATEMENT_MS).unref();
  }
}
