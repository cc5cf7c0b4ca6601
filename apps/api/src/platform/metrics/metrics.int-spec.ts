import { PATHS } from '@perto/contract';
import { eventually, request, Tab, type Student } from '@perto/testkit';
import { describeEachSize, SIZES, TestServer } from '../../testing/running-server';

type Labels = Record<string, string>;

/** One scrape: types by name, and the value of each line. */
async function scrape(server: TestServer) {
  const { text, headers, status } = await request(server.url, 'GET', '/metrics');
  if (status !== 200) throw new Error(`/metrics answered ${status}`);
  const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]));
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return {
    contentType: headers.get('content-type'),
    text,
    types,
    /** Sum of all lines of the name that have these labels. */
    value(name: string, labels: Labels = {}): number {
      const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      return lines
        .filter((line) => line.split(/[{ ]/, 1)[0] === name && wanted.every((label) => line.includes(label)))
        .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    },
  };
}

describeEachSize('GET /metrics', (size) => {
  let server: TestServer;
  let ana: Student;
  let rui: Student;

  beforeAll(async () => {
    server = await TestServer.start(size, { environment: { METRICS_TOKEN: 'a-token-for-the-collector' } });
    [ana, rui] = await server.gather({ latitude: 38.7368, longitude: -9.1393 }, 'ana', 'rui');
  });
  afterAll(() => server.stop());

  it('has what operators watch, each of its type', async () => {
    await ana.get(PATHS.session);

    const { types, contentType } = await scrape(server);

    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(Object.fromEntries(types)).toMatchObject({
      perto_http_request_duration_seconds: 'histogram',
      perto_events_received_total: 'counter',
      perto_events_sent_total: 'counter',
      perto_delivery_seconds: 'histogram',
      perto_outbox_waiting: 'gauge',
      perto_outbox_set_aside: 'gauge',
      perto_catch_ups_waiting: 'gauge',
      perto_users_online: 'gauge',
      perto_sessions: 'gauge',
      perto_socket_connections: 'gauge',
      perto_database_work: 'gauge',
      perto_dependency_available: 'gauge',
      perto_rate_limited_total: 'counter',
      nodejs_eventloop_lag_p99_seconds: 'gauge',
      process_resident_memory_bytes: 'gauge',
      ...(size.name === 'one server' && {
        perto_dead_letters_total: 'counter',
        perto_publications_unconfirmed: 'gauge',
      }),
    });
  });

  it('counts and times requests by route and class of status, never by what was asked for', async () => {
    const labels = { method: 'POST', route: PATHS.updateCoordinates };
    const before = await scrape(server);

    await ana.stand({ latitude: 38.7368, longitude: -9.1393 });
    await ana.post(PATHS.updateCoordinates, { latitude: 'north', longitude: 0 });
    await request(server.url, 'GET', '/API/a-made-up-path?token=secret');
    const after = await scrape(server);

    const grown = (more: Labels) =>
      after.value('perto_http_request_duration_seconds_count', more) -
      before.value('perto_http_request_duration_seconds_count', more);
    expect([grown({ ...labels, status: '2xx' }), grown({ ...labels, status: '4xx' })]).toEqual([1, 1]);
    expect(grown({ method: 'GET', route: 'none', status: '4xx' })).toBe(1);
    expect(after.text).not.toMatch(/made-up-path|secret/);
  });

  it('follows people, sessions, events and deliveries', async () => {
    const before = await scrape(server);
    const [tab, other] = [await Tab.open(ana), await Tab.open(rui, { push: true })];

    await ana.send([rui.id], 'olá');
    await eventually('it is pushed', () => other.pushedTexts.includes('olá'));
    await eventually('it is acknowledged', async () => {
      const now = await scrape(server);
      return now.value('perto_delivery_seconds_count') === before.value('perto_delivery_seconds_count') + 1;
    });
    const during = await scrape(server);
    tab.close();
    other.close();

    expect(during.value('perto_users_online')).toBe(2);
    expect(during.value('perto_sessions', { state: 'live' })).toBe(2);
    expect(during.value('perto_socket_connections')).toBe(2);
    expect(during.value('perto_events_received_total', { event: 'new_client' })).toBe(
      before.value('perto_events_received_total', { event: 'new_client' }) + 2,
    );
    expect(during.value('perto_events_sent_total', { event: 'message' })).toBe(1);
    await eventually('both are gone', async () => (await scrape(server)).value('perto_users_online') === 0);
  });

  it('tells of the outside parts and the connections to the database', async () => {
    const { value } = await scrape(server);

    expect(value('perto_dependency_available', { dependency: 'database' })).toBe(1);
    expect(value('perto_dependency_available', { dependency: 'broker' })).toBe(
      size.name === 'one server' ? 1 : 0,
    );
    expect(value('perto_database_work', { state: 'waiting' })).toBe(0);
    expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });

  it.each([
    ['forwarded', { forwarded: 'for=192.0.2.1' }],
    ['forwarded for somebody', { 'x-forwarded-for': '192.0.2.1' }],
    ['forwarded with a wrong token', { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer wrong' }],
    ['by way of a proxy', { via: '1.1 proxy' }],
  ])('is nothing to a request that is %s', async (_how, headers) => {
    const answer = await request(server.url, 'GET', '/metrics', { headers });

    expect([answer.status, answer.text.includes('perto_')]).toEqual([404, false]);
    expect(answer.json).toMatchObject({ code: 'not_found' });
  });

  it('is there for whoever has the token, wherever they are', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer a-token-for-the-collector' };

    const answer = await request(server.url, 'GET', '/metrics', { headers });

    expect([answer.status, answer.text.includes('perto_users_online')]).toEqual([200, true]);
  });
});

describe('the metrics of a server without a token', () => {
  it('are not for those who guess an empty one', async () => {
    const server = await TestServer.start(SIZES[0]!);

    const statuses = [];
    for (const authorization of ['Bearer ', 'Bearer undefined', 'Bearer x'])
      statuses.push(
        (await request(server.url, 'GET', '/metrics', { headers: { via: '1.1 proxy', authorization } }))
          .status,
      );
    await server.stop();

    expect(statuses).toEqual([404, 404, 404]);
  });
});
