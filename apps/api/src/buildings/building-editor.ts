import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database';
import { briefTraceOf } from '../platform/error-trace';
import { KeyedMutex } from '../platform/keyed-mutex';
import { isSameBuilding, type BuildingChange, type KnownBuilding } from './building';
import { BuildingCatalogue } from './building-catalogue';
import { BuildingStore } from './typeorm-building-store';

/** Who has to follow when buildings change. It is awaited, and must not fail. */
export interface BuildingObserver {
  changed(changes: readonly BuildingChange[]): Promise<void>;
}

/** What is written in the same transaction as the change. */
export type Alongside = (transaction: Transaction, changes: readonly BuildingChange[]) => Promise<void>;

const RETRY_MS = 1000;

/** Changes buildings while the server runs: one change after another, in memory only once the database has it. */
@Injectable()
export class BuildingEditor implements OnModuleDestroy {
  private readonly logger = new Logger('Buildings');
  private readonly turns = new KeyedMutex<'buildings'>();
  private readonly observers: BuildingObserver[] = [];
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly store: BuildingStore,
    private readonly catalogue: BuildingCatalogue,
  ) {}

  onModuleDestroy(): void {
    clearTimeout(this.retry);
  }

  /** Lets `observer` know of every change from now on. */
  observe(observer: BuildingObserver): void {
    this.observers.push(observer);
  }

  /**
   * Puts the buildings that `decide` answers in the place of those with the same ids, or beside the others.
   *
   * `decide` is asked when it is this change's turn, so that it sees what the one before left. Settles when
   * everybody who has to follow has done so.
   *
   * @throws PertoError `unavailable` when the database is away; nothing has changed then
   */
  edit(decide: () => readonly KnownBuilding[], alongside: Alongside): Promise<readonly BuildingChange[]> {
    return this.turns.run('buildings', async () => {
      const changes = decide().map((after) => ({ before: this.catalogue.get(after.id), after }));
      try {
        await this.database.transaction(async (transaction) => {
          await this.store.save(
            changes.map(({ after }) => after),
            transaction,
          );
          await alongside(transaction, changes);
        });
      } catch (error) {
        this.catchUpLater(); // a commit whose answer was cut off may have happened
        throw error;
      }
      await this.follow(changes);
      return changes;
    });
  }

  private async follow(changes: readonly BuildingChange[]): Promise<void> {
    for (const { after } of changes) this.catalogue.put(after);
    for (const observer of this.observers) await observer.changed(changes);
  }

  /** Reads the buildings again as soon as the database can be read. */
  private catchUpLater(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      this.turns
        .run('buildings', () => this.catchUp())
        .catch((error: unknown) => {
          this.logger.warn(`The buildings cannot be read; trying again: ${briefTraceOf(error)}`);
          this.catchUpLater();
        });
    }, RETRY_MS);
    this.retry.unref();
  }

  private async catchUp(): Promise<void> {
    const stored = (await this.store.all()).map((after) => ({ before: this.catalogue.get(after.id), after }));
    const missed = stored.filter(({ before, after }) => !before || !isSame(before, after));
    if (missed.length > 0) await this.follow(missed);
  }
}

const isSame = (one: KnownBuilding, other: KnownBuilding): boolean =>
  isSameBuilding(one, other) && (one.retiredAt === null) === (other.retiredAt === null);
