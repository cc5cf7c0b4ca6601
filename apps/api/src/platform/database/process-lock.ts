import type { DependencyState } from '../dependencies';

/** Another API process has this database, or had it meanwhile. Without Redis there may be only one. */
export class DatabaseTaken extends Error {
  constructor(
    message = 'Another Perto process is using this database. Positions and sessions live in the process, ' +
      'so exactly one may serve a database. Stop the other one first.',
  ) {
    super(message);
  }
}

/** The database cannot be used at the start, for a reason that people are told. */
export class DatabaseUnreachable extends Error {}

/**
 * This process's sole right to the database; migrations run under it as well.
 *
 * While it is not held nothing may be read or written: somebody else might hold it.
 */
export abstract class ProcessLock {
  /** Whether the lock is held, which is whether the database can be used. */
  abstract readonly state: DependencyState;

  /** Settles when another process has taken the database while it was away: this process must end. */
  abstract readonly taken: Promise<DatabaseTaken>;

  /**
   * Leaves this process's name in the migrated database, so that it can tell whether
   * somebody else had the database while it did not.
   */
  abstract sign(): Promise<void>;

  /** Calls `listener` at the moment in which the lock, or the database itself, is lost. */
  abstract onLost(listener: (reason: Error) => void): void;

  /** Ends what another connection of this process does in the database, as far as it can be reached. */
  abstract kill(connectionId: number): void;

  abstract release(): Promise<void>;

  onApplicationShutdown(): Promise<void> {
    return this.release();
  }
}
