import { TestBed } from '@angular/core/testing';
import { LIMITS } from '@perto/contract';
import { Api } from '../wire/api';
import { ConsoleApi } from './console-api';

/** The wire, faked: what was asked, and what it answers. */
class FakeWire {
  readonly asked: { route: string; body?: unknown; key?: string | undefined }[] = [];
  answers: unknown[] = [];

  readonly fetch = (path: string, { method, body, headers }: RequestInit): Promise<Response> => {
    const sent = headers as Record<string, string>;
    this.asked.push({
      route: `${method} ${path}`,
      ...(body ? { body: JSON.parse(body as string) as unknown, key: sent['idempotency-key'] } : {}),
    });
    const answer = this.answers.shift();
    return Promise.resolve({
      ok: true,
      json: () => Promise.resolve(answer),
      text: () => Promise.resolve(String(answer)),
    } as Response);
  };
}

describe('ConsoleApi', () => {
  let wire: FakeWire;
  let api: ConsoleApi;

  beforeEach(() => {
    wire = new FakeWire();
    globalThis.fetch = wire.fetch as typeof fetch;
    AbortSignal.timeout ??= () => new AbortController().signal;
    TestBed.inject(Api).actAs({ id: 'ana', token: 'secret' });
    api = TestBed.inject(ConsoleApi);
  });

  it('fills the path, and asks for nothing that is not said', async () => {
    wire.answers = [[], []];

    await api.usersIn('a.b', undefined);
    await api.usersIn('t', 'zé');

    expect(wire.asked.map(({ route }) => route)).toEqual([
      'GET /API/admin/users/show/building/a.b',
      'GET /API/admin/users/show/building/t?search=z%C3%A9',
    ]);
  });

  it('gets all buildings, page by page, and names what the wire calls otherwise', async () => {
    const building = { name: 'X', latitude: 1, longitude: 2, radious: 49.5, retired_at: null, people: 3 };
    const full = Array.from({ length: LIMITS.maxAdminPageSize }, (_, index) => ({
      ...building,
      id: `b${index}`,
    }));
    wire.answers = [full, [{ ...building, id: 'last' }]];

    const all = await api.buildings();

    expect(all).toHaveLength(full.length + 1);
    expect(all.at(-1)).toEqual({
      id: 'last',
      name: 'X',
      latitude: 1,
      longitude: 2,
      radius: 49.5,
      retiredAt: null,
      people: 3,
    });
    expect(wire.asked[1]!.route).toContain(`after=b${full.length - 1}`);
  });

  it('saves a building in the words of the wire', async () => {
    await api.saveBuilding({ id: 't', name: 'Torre', latitude: 1, longitude: 2, radius: 60 });

    expect(wire.asked[0]).toMatchObject({
      route: 'POST /API/admin/buildings/add',
      body: { id: 't', name: 'Torre', latitude: 1, longitude: 2, radious: 60 },
    });
  });

  it('has the server make a file for spreadsheets', async () => {
    wire.answers = ['id,at\r\n'];

    await expect(api.activityFile({ user: 'rui' }, 'csv')).resolves.toBe('id,at\r\n');

    expect(wire.asked[0]!.route).toBe('GET /API/admin/activity?user=rui&format=csv');
  });

  it('puts every page into a file of JSON', async () => {
    wire.answers = [
      { items: [{ id: '9' }], next: '9' },
      { items: [{ id: '8' }], next: null },
    ];

    const file = await api.deedsFile({ admin: 'ana' }, 'json');

    expect(JSON.parse(file)).toEqual([{ id: '9' }, { id: '8' }]);
    expect(wire.asked.map(({ route }) => route)).toEqual([
      `GET /API/admin/actions?admin=ana&limit=${LIMITS.maxAdminPageSize}`,
      `GET /API/admin/actions?admin=ana&before=9&limit=${LIMITS.maxAdminPageSize}`,
    ]);
  });

  it('sends a message with its key', async () => {
    wire.answers = [{ message_id: '7', reached: 2 }];

    await api.writeTo('t', 'Olá', 'key-1');

    expect(wire.asked[0]).toEqual({
      route: 'POST /API/admin/message',
      body: { b_id: 't', message: 'Olá' },
      key: 'key-1',
    });
  });
});
