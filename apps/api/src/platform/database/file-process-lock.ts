import { join } from 'node:path';
import type { DependencyState } from '../dependencies';
import { LibsqlDriver } from './libsql-driver';
import { DatabaseTaken, ProcessLock } from './process-lock';

/** How long a predecessor that is ending may take, in milliseconds. */
const PATIENCE_MS = 2000;

/** The lock on an embedded database: a file that is locked as long as this process lives. */
export class FileProcessLock extends ProcessLock {
  override readonly state: DependencyState = { available: true, since: Date.now() };
  override readonly taken = new Promise<DatabaseTaken>(() => undefined); // a locked file stays locked

  private constructor(private readonly file: LibsqlDriver) {
    super();
  }

  /** @throws DatabaseTaken when another process has it */
  static take(directory: string): FileProcessLock {
    const file = new LibsqlDriver(join(directory, 'perto.lock.sqlite'), { timeout: PATIENCE_MS });
    try {
      file.exec('BEGIN EXCLUSIVE');
    } catch {
      file.close();
      throw new DatabaseTaken();
    }
    return new FileProcessLock(file);
  }

  override sign(): Promise<void> {
    return Promise.resolve(); // nobody else can have it meanwhile
  }

  override onLost(): void {
    // It is never lost.
  }

  override kill(): void {
    // There is one connection only, and everything on it has ended before this could be called.
  }

  override release(): Promise<void> {
    this.file.close();
    return Promise.resolve();
  }
}
