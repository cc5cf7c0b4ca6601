import { Logger } from '@nestjs/common';
import type { Database, Transaction } from '../platform/database/database';
import { unavailable } from '../platform/errors';
import type { KnownBuilding } from './building';
import { BuildingCatalogue } from './building-catalogue';
import { BuildingEditor } from './building-editor';
import type { BuildingStore } from './typeorm-building-store';

const GATE = { latitude: 38.7, longitude: -9.1 };
const aBuilding = (id: string, more: Partial<KnownBuilding> = {}): KnownBuilding => ({
  ...{ id, name: id, centre: GATE, radiusMetres: 50, retiredAt: null },
  ...more,
});

describe('a change of buildings', () => {
  /** What the database has. */
  let stored: Map<string, KnownBuilding>;
  let database: 'there' | 'away' | 'lost after the commit';
  let catalogue: BuildingCatalogue;
  let editor: BuildingEditor;
  let followed: string[];
  let noted: string[];

  beforeAll(() => void Logger.overrideLogger(false)); // what fails here on purpose is logged
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    stored = new Map();
    database = 'there';
    followed = [];
    noted = [];
    let written: readonly KnownBuilding[] = [];
    const store = {
      all: () =>
        database === 'away' ? Promise.reject(unavailable('')) : Promise.resolve([...stored.values()]),
      save: (buildings: readonly KnownBuilding[]) => Promise.resolve(void (written = buildings)),
    } as unknown as BuildingStore;
    const transactions = {
      transaction: async (work: (transaction: Transaction) => Promise<void>) => {
        await work({} as Transaction);
        if (database !== 'away') for (const building of written) stored.set(building.id, building);
        if (database !== 'there') throw unavailable('The database');
      },
    } as unknown as Database;
    catalogue = new BuildingCatalogue(store);
    editor = new BuildingEditor(transactions, store, catalogue);
    editor.observe({
      changed: (changes) => Promise.resolve(void followed.push(...changes.map(({ after }) => after.name))),
    });
  });
  afterEach(() => {
    editor.onModuleDestroy();
    jest.useRealTimers();
  });

  const edit = (...buildings: KnownBuilding[]) =>
    editor.edit(
      () => buildings,
      (_transaction, changes) =>
        Promise.resolve(
          void noted.push(...changes.map(({ before, after }) => `${before?.name} → ${after.name}`)),
        ),
    );

  it('is in memory once it is in the database, and is followed then', async () => {
    await edit(aBuilding('b1'));
    await edit(aBuilding('b1', { name: 'new name' }));

    expect(catalogue.holding(GATE)?.name).toBe('new name');
    expect(followed).toEqual(['b1', 'new name']);
    expect(noted).toEqual(['undefined → b1', 'b1 → new name']);
  });

  it('waits for the one before, and decides by what that left', async () => {
    const both = [
      edit(aBuilding('b1')),
      editor.edit(
        () => catalogue.all().map((building) => ({ ...building, name: 'seen' })),
        () => Promise.resolve(),
      ),
    ];
    await Promise.all(both);

    expect(catalogue.get('b1')?.name).toBe('seen');
  });

  it('is nowhere when the database is away', async () => {
    database = 'away';

    await expect(edit(aBuilding('b1'))).rejects.toMatchObject({ code: 'unavailable' });
    database = 'there';
    await jest.advanceTimersByTimeAsync(5000);

    expect([catalogue.all(), followed]).toEqual([[], []]);
  });

  it('is nowhere when somebody refuses it, and does not stop the next', async () => {
    const refused = editor.edit(
      () => {
        throw new Error('no');
      },
      () => Promise.resolve(),
    );

    await expect(refused).rejects.toThrow('no');
    await edit(aBuilding('b1'));
    expect(catalogue.all().map(({ id }) => id)).toEqual(['b1']);
  });

  it('is followed later when the commit was answered by nobody', async () => {
    await edit(aBuilding('b1'), aBuilding('b2', { retiredAt: 5 }));
    database = 'lost after the commit';

    await expect(edit(aBuilding('b1', { name: 'late' }))).rejects.toThrow();
    const before = catalogue.get('b1')?.name;
    database = 'away';
    await jest.advanceTimersByTimeAsync(1500);
    database = 'there';
    await jest.advanceTimersByTimeAsync(1500);

    expect([before, catalogue.get('b1')?.name]).toEqual(['b1', 'late']);
    expect(followed).toEqual(['b1', 'b2', 'late']);
  });

  it('takes a retired building off the ground, and it stays known', async () => {
    await edit(aBuilding('b1'));
    await edit(aBuilding('b1', { retiredAt: 5 }));

    expect([catalogue.holding(GATE), catalogue.all(), catalogue.inUse('b1')]).toEqual([undefined, [], false]);
    expect(catalogue.get('b1')?.name).toBe('b1');
  });
});
