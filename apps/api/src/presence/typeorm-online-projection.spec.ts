import { Logger } from '@nestjs/common';
import { userAddress } from '../auth/address';
import type { Database } from '../platform/database/database';
import { unavailable } from '../platform/errors';
import { OnlineProjection } from './typeorm-online-projection';

type Row = { id: string; sessions: number; online: boolean };

/** What the projection needs of TypeORM's. */
interface Builder {
  insert(): Builder;
  into(): Builder;
  values(rows: Row[]): Builder;
  orUpdate(): Builder;
  updateEntity(): Builder;
  execute(): Promise<void>;
}

/** A table that notes every statement, and a switch for being away. */
function givenTable() {
  const statements: Row[][] = [];
  const stored = new Map<string, Row>();
  const state = { isAway: false, attempts: 0 };
  const builder: Builder = {
    insert: () => builder,
    into: () => builder,
    values: (rows: Row[]) => {
      statements.push(rows);
      for (const row of rows) stored.set(row.id, row);
      return builder;
    },
    orUpdate: () => builder,
    updateEntity: () => builder,
    execute: () => Promise.resolve(),
  };
  const database = {
    run: async (work: (manager: object) => Promise<void>) => {
      state.attempts++;
      if (state.isAway) throw unavailable('The database');
      await work({ createQueryBuilder: () => builder });
    },
  } as unknown as Database;
  return { statements, stored, state, database };
}

describe('the projection of who is online', () => {
  const counts = new Map<string, number>();
  let table: ReturnType<typeof givenTable>;
  let projection: OnlineProjection;

  beforeAll(() => void Logger.overrideLogger(false)); // what fails here on purpose is logged
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    counts.clear();
    table = givenTable();
    projection = new OnlineProjection(table.database);
    projection.follow(({ id }) => counts.get(id) ?? 0);
  });
  afterEach(() => jest.useRealTimers());

  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const after = async (milliseconds: number) => {
    await jest.advanceTimersByTimeAsync(milliseconds);
    await turn();
  };

  it('writes a thousand users in two statements, in one order of rows', async () => {
    const users = Array.from({ length: 1000 }, (_, index) => `user-${index}`);
    for (const [index, user] of users.entries()) counts.set(user, index % 3);

    await Promise.all(users.map((user) => projection.settle(userAddress(user))));

    expect(table.statements.map((rows) => rows.length)).toEqual([500, 500]);
    expect(table.stored.get('user-5')).toEqual({ id: 'user-5', sessions: 2, online: true });
    expect(table.stored.get('user-3')).toEqual({ id: 'user-3', sessions: 0, online: false });
    for (const rows of table.statements) {
      const ids = rows.map(({ id }) => id);
      expect(ids).toEqual([...ids].sort());
    }
  });

  it('writes what is true at the moment of writing, once the database is back, without anybody moving', async () => {
    table.state.isAway = true;
    counts.set('ana', 1);
    projection.mark(userAddress('ana'));
    await after(1200);
    counts.set('ana', 2); // unmarked: it was marked already

    table.state.isAway = false;
    await after(600);

    expect(table.state.attempts).toBeGreaterThan(2);
    expect(table.stored.get('ana')).toMatchObject({ sessions: 2, online: true });
  });

  it('refuses whoever waits while the database is away, and writes it all the same later', async () => {
    table.state.isAway = true;
    counts.set('ana', 1);

    await expect(projection.settle(userAddress('ana'))).rejects.toMatchObject({ code: 'unavailable' });
    counts.delete('ana'); // she was not let in
    table.state.isAway = false;
    await after(600);

    expect(table.stored.get('ana')).toMatchObject({ sessions: 0, online: false });
  });

  it('writes once more what a statement that was given up may have undone', async () => {
    table.state.isAway = true;
    counts.set('ana', 1);
    projection.mark(userAddress('ana'));
    await after(100);
    table.state.isAway = false;
    await after(600);
    table.stored.set('ana', { id: 'ana', sessions: 7, online: true }); // the late statement

    await after(3100);

    expect(table.stored.get('ana')).toMatchObject({ sessions: 1 });
  });

  it('leaves the database alone while nothing changes', async () => {
    projection.mark(userAddress('ana'));
    await after(100);
    const attempts = table.state.attempts;

    await after(60_000);

    expect([attempts, table.state.attempts]).toEqual([1, 1]);
  });
});
