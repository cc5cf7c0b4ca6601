import { Injectable, Logger } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { BotRow } from '../auth/bot.row';
import type { UserId } from '../auth/sign-in';
import { UserRow } from '../auth/user.row';
import { Database } from '../platform/database/database';
import { briefTraceOf } from '../platform/error-trace';
import { unavailable } from '../platform/errors';

/** Most users that one statement writes. */
const LARGEST_BATCH = 500;
const RETRY_MS = 500;
/** A statement that was given up may still be carried out by the database this much later. */
const LATE_STATEMENT_MS = 3000;
const STOP_DEADLINE_MS = 2000;

interface Waiting {
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** How many sessions of a user count right now. */
export type Count = (user: UserId) => number;

/**
 * `user.online` and `user.counter`, as the session registry dictates them.
 *
 * It follows: users whose count changed are marked, and what is written is the
 * count at the moment of writing, many users in one statement. What cannot be
 * written stays marked, so that it comes right once the database is back.
 */
@Injectable()
export class OnlineProjection {
  private readonly logger = new Logger('Presence');
  private readonly marked = new Set<UserId>();
  private readonly waiting = new Map<UserId, Waiting[]>();
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

  /** The user's count may have changed; it is written soon. */
  mark(user: UserId): void {
    this.marked.add(user);
    if (!this.retry) this.start();
  }

  /**
   * Settles when the user's count is durable.
   *
   * @throws PertoError `unavailable` when it cannot be written now; it stays marked
   */
  settle(user: UserId): Promise<void> {
    if (this.stopped) return Promise.reject(unavailable('The server'));
    return new Promise((resolve, reject) => {
      const waiting = this.waiting.get(user);
      if (waiting) waiting.push({ resolve, reject });
      else this.waiting.set(user, [{ resolve, reject }]);
      this.marked.add(user);
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
      const users = [...this.marked].slice(0, LARGEST_BATCH);
      const waiting = users.flatMap((user) => this.waiting.get(user) ?? []);
      for (const user of users) {
        this.marked.delete(user);
        this.waiting.delete(user);
      }
      try {
        await this.write(users);
        for (const { resolve } of waiting) resolve();
        this.caughtUp(users);
      } catch (error) {
        for (const user of users) this.marked.add(user);
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

  /** Writes the counts of `users` as they are now. */
  private async write(users: UserId[]): Promise<void> {
    const rows = [...users]
      .sort((one, other) => (one < other ? -1 : 1)) // one order of row locks everywhere
      .map((id) => ({ id, sessions: this.count(id) }))
      .map(({ id, sessions }) => ({ id, sessions, online: sessions > 0 }));
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

  private fellBehind(error: unknown): void {
    if (!this.behind)
      this.logger.warn(`Who is online cannot be written; trying again: ${briefTraceOf(error)}`);
    this.behind = true;
  }

  private caughtUp(users: UserId[]): void {
    if (!this.behind) return;
    this.behind = this.marked.size > 0;
    if (!this.behind) this.logger.log('Who is online is written again');
    setTimeout(() => users.forEach((user) => this.mark(user)), LATE_STATEMENT_MS).unref();
  }
}
