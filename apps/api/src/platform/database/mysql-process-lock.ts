import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DependencyState } from '../dependencies';
import { unavailable } from '../errors';
import { isRefusal } from './database-faults';
import { MysqlQuestions } from './mysql-questions';
import { DatabaseTaken, DatabaseUnreachable, ProcessLock } from './process-lock';

/** The next question is asked this long after an answer. With `ANSWER_MS` it makes 1.6 s until a hung database is noticed. */
const QUESTION_PAUSE_MS = 300;
/** A database that has not answered after this long is away. */
const ANSWER_MS = 1300;
/** A database that is away is tried again after this long. */
const RETRY_PAUSE_MS = 250;
/** How long the start waits for a database that is away. */
const START_PATIENCE_MS = 30_000;
/** How long a predecessor that is ending may take at the start. */
const PREDECESSOR_SECONDS = 2;

const NAME = "CONCAT('perto:', LEFT(SHA2(DATABASE(), 256), 40))";

/**
 * The lock on a MySQL database, and the watch over it: a named lock, held on a
 * connection of its own on which the server is asked again and again who has it.
 *
 * The lock lives as long as its connection. A connection that is lost, or on
 * which no answer comes, therefore means that the database may not be used; the
 * lock is taken again as soon as the server answers.
 */
export class MysqlProcessLock extends ProcessLock {
  override readonly taken: Promise<DatabaseTaken>;
  override state: DependencyState = { available: false, since: Date.now() };
  private readonly logger = new Logger('Database');
  private readonly listeners: ((reason: Error) => void)[] = [];
  private reportTaken: (error: DatabaseTaken) => void = () => undefined;
  private questions: MysqlQuestions | undefined;
  /** The server's id of the connection that had the lock last: it may not know yet that it is gone. */
  private formerHolder: number | undefined;
  private nextQuestion: NodeJS.Timeout | undefined;
  private readonly name = randomUUID();
  private signed = false;
  private released = false;

  private constructor(private readonly url: string) {
    super();
    this.taken = new Promise((resolve) => (this.reportTaken = resolve));
  }

  /**
   * Takes the lock, and waits 30 s for a database that is away.
   *
   * @throws DatabaseTaken when another process has it
   * @throws DatabaseUnreachable when the database stays away, or refuses this account
   */
  static async take(url: string): Promise<MysqlProcessLock> {
    const lock = new MysqlProcessLock(url);
    const patienceEnds = Date.now() + START_PATIENCE_MS;
    for (let said = false; ; said = true) {
      try {
        await lock.hold(PREDECESSOR_SECONDS);
        return lock;
      } catch (error) {
        if (error instanceof DatabaseTaken) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        if (isRefusal(error) || Date.now() > patienceEnds)
          throw new DatabaseUnreachable(`The database cannot be used: ${reason}\nSee DATABASE_URL.`);
        if (!said) lock.logger.warn(`The database is away (${reason}). Waiting up to 30 s for it.`);
        await pause(RETRY_PAUSE_MS);
      }
    }
  }

  override async sign(): Promise<void> {
    if (!this.questions) throw unavailable('The database');
    await this.questions.ask('UPDATE `installation` SET `held_by` = ?', [this.name], ANSWER_MS);
    this.signed = true;
  }

  override onLost(listener: (reason: Error) => void): void {
    this.listeners.push(listener);
  }

  override kill(connectionId: number): void {
    // Whether it is still there does not matter.
    this.questions?.ask('KILL ?', [connectionId], ANSWER_MS).catch(() => undefined);
  }

  override async release(): Promise<void> {
    this.released = true;
    clearTimeout(this.nextQuestion);
    const questions = this.questions;
    this.questions = undefined;
    await questions?.end(ANSWER_MS);
  }

  /** Connects and takes the lock, on which it then keeps an eye. */
  private async hold(patienceSeconds: number): Promise<void> {
    const questions = await MysqlQuestions.connect(this.url, ANSWER_MS);
    try {
      await this.acquire(questions, patienceSeconds);
      if (this.signed) await this.findAsLeft(questions);
    } catch (error) {
      questions.breakOff(new Error('Without the lock.'));
      throw error;
    }
    if (this.released) return questions.end(ANSWER_MS);
    this.formerHolder = questions.connectionId;
    this.questions = questions;
    this.state = { available: true, since: Date.now() };
    questions.onLost(() => this.lose(questions, 'The connection was lost.'));
    this.askSoon(questions);
  }

  private async acquire(questions: MysqlQuestions, patienceSeconds: number): Promise<void> {
    const { taken, holder } = await questions.ask(
      `SELECT GET_LOCK(${NAME}, ?) AS taken, IS_USED_LOCK(${NAME}) AS holder`,
      [patienceSeconds],
      ANSWER_MS + patienceSeconds * 1000,
    );
    if (Number(taken) === 1) return;
    if (holder === null) throw new Error('The lock was given back just now.');
    if (this.formerHolder === undefined || Number(holder) !== this.formerHolder) throw new DatabaseTaken();
    // The server still believes in our own connection that was lost.
    await questions.ask('KILL ?', [this.formerHolder], ANSWER_MS).catch(() => undefined);
    throw new Error('The lock was still with a connection that was lost.');
  }

  /** @throws DatabaseTaken when somebody else had it: positions, sessions and sign-ins known here are out of date */
  private async findAsLeft(questions: MysqlQuestions): Promise<void> {
    const { held_by: holder } = await questions.ask('SELECT `held_by` FROM `installation`', [], ANSWER_MS);
    if (holder !== this.name)
      throw new DatabaseTaken('Another Perto process had this database meanwhile. Start this one anew.');
  }

  private askSoon(questions: MysqlQuestions): void {
    this.nextQuestion = setTimeout(() => void this.askNow(questions), QUESTION_PAUSE_MS);
  }

  private async askNow(questions: MysqlQuestions): Promise<void> {
    try {
      const { held } = await questions.ask(
        `SELECT IS_USED_LOCK(${NAME}) = CONNECTION_ID() AS held`,
        [],
        ANSWER_MS,
      );
      if (this.questions !== questions) return;
      if (Number(held) === 1) this.askSoon(questions);
      else this.lose(questions, 'The lock was lost.');
    } catch {
      this.lose(questions, 'It does not answer.');
    }
  }

  private lose(questions: MysqlQuestions, why: string): void {
    if (this.questions !== questions || this.released) return;
    this.questions = undefined;
    clearTimeout(this.nextQuestion);
    this.state = { available: false, reason: why, since: Date.now() };
    this.logger.warn(`The database is away: ${why}`);
    const reason = new Error(why);
    questions.breakOff(reason);
    for (const listener of this.listeners) listener(reason);
    void this.regain();
  }

  private async regain(): Promise<void> {
    const { since } = this.state;
    while (!this.released) {
      try {
        await this.hold(0);
        this.logger.log(`The database is back, after ${((Date.now() - since) / 1000).toFixed(1)} s`);
        return;
      } catch (error) {
        if (error instanceof DatabaseTaken) {
          this.state = { available: false, reason: 'Another process has taken it.', since };
          return this.reportTaken(error);
        }
      }
      await pause(RETRY_PAUSE_MS);
    }
  }
}
