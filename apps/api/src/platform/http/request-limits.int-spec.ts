import { LIMITS, PATHS } from '@perto/contract';
import { request, Student, Tab, type Answer } from '@perto/testkit';
import { RateLimits, type Budget } from '../rate-limits';
import { describeEachSize, SIZES, TestServer } from '../../testing/running-server';

const BAD_TOKEN = { authorization: 'Bearer not-a-token-of-anybody' };
const [embedded] = SIZES;

/** Runs `work` so many times, some of them at once. */
async function times(count: number, work: (index: number) => Promise<Answer>): Promise<number[]> {
  const statuses: number[] = [];
  let next = 0;
  const run = async () => {
    while (next < count) {
      const index = next++;
      statuses[index] = (await work(index)).status;
    }
  };
  await Promise.all(Array.from({ length: 25 }, run));
  return statuses;
}

const amount = (statuses: number[], status: number) => statuses.filter((each) => each === status).length;

async function spend(server: TestServer, budget: Budget, key: string, amount: number): Promise<void> {
  for (let each = 0; each < amount; each++) await server.app.get(RateLimits).spend(budget, key);
}

async function useUp(server: TestServer, budget: Budget, key: string): Promise<void> {
  const limits = server.app.get(RateLimits);
  while (!(await limits.isSpent(budget, key))) await limits.spend(budget, key);
}

describeEachSize('a lecture hall behind one address', (size) => {
  let server: TestServer;
  let hall: Student[];

  beforeAll(async () => {
    server = await TestServer.start(size, { environment: { RATE_LIMITS: 'on' } });
    const seats = Array.from({ length: 500 }, (_, seat) => seat);
    hall = [];
    for (const seat of seats) hall.push(await server.signIn(`seat${seat}`));
  }, 60_000);
  afterAll(() => server.stop());

  it('works on while somebody in it floods the server with bad tokens', async () => {
    const flood = await times(LIMITS.failedPerMinute + 200, () =>
      request(server.url, 'GET', PATHS.session, { headers: BAD_TOKEN }),
    );
    const refused = await request(server.url, 'GET', PATHS.session, { headers: BAD_TOKEN });
    const byHeader = await times(hall.length, (seat) => hall[seat]!.get(PATHS.session));
    const byBody = await times(hall.length, (seat) =>
      hall[seat]!.post(PATHS.updateCoordinates, { latitude: 38.7368, longitude: -9.1393 }),
    );

    expect([amount(flood, 401), amount(flood, 429)]).toEqual([LIMITS.failedPerMinute, 200]);
    expect(refused).toMatchObject({ status: 429, json: { code: 'too_many_requests', status: 429 } });
    expect([amount(byHeader, 200), amount(byBody, 200)]).toEqual([500, 500]);
  }, 30_000);

  it('opens its pages too when what strangers may ask from there is used up', async () => {
    await useUp(server, 'anonymous', '127.0.0.1');
    const [ana] = hall as [Student];

    const stranger = await request(server.url, 'GET', PATHS.settings);
    const signedIn = await request(server.url, 'GET', PATHS.settings, { headers: { cookie: ana.cookie } });
    const forged = await request(server.url, 'GET', PATHS.settings, { headers: { cookie: 'perto=x' } });
    const page = await request(server.url, 'GET', '/', { headers: { cookie: ana.cookie } });
    const tab = await Tab.open(ana);
    tab.close();

    expect([stranger.status, forged.status]).toEqual([429, 429]);
    expect(signedIn.status).toBe(200);
    expect(page.status).not.toBe(429);
  });
});

describe('rate limits', () => {
  let server: TestServer;
  let ana: Student;
  let rui: Student;

  beforeAll(async () => {
    server = await TestServer.start(embedded!, { environment: { RATE_LIMITS: 'on' } });
    [ana, rui] = [await server.signIn('ana'), await server.signIn('rui')];
  });
  afterAll(() => server.stop());

  it('tell a user who asks too much when to come back, and nobody else', async () => {
    await useUp(server, 'user', `user.${ana.id}`);

    const answer = await ana.get(PATHS.session);

    expect(answer.status).toBe(429);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const wait = Number(answer.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect(answer.headers.get('ratelimit-policy')).toBe(`"user";q=${LIMITS.requestsPerMinute};w=60`);
    expect(answer.headers.get('ratelimit')).toBe(`"user";r=0;t=${wait}`);
    expect((await rui.get(PATHS.session)).status).toBe(200);
  });

  it('of messages hold for both ways to send, and leave the rest of the interface alone', async () => {
    await useUp(server, 'messages', `user.${rui.id}`);

    const seed = await rui.send([ana.id], 'one more');
    const resource = await rui.postAs(PATHS.messages, { recipients: [ana.id], message: 'one more' });

    expect([seed.status, resource.status]).toEqual([429, 429]);
    expect((await rui.get(PATHS.messages)).status).toBe(200);
  });

  it('let a session flap ten times a second, and tell who flaps more in the acknowledgement', async () => {
    const eva = await server.signIn('eva');
    const flapper = await Tab.connect(eva);
    for (let flap = 0; flap < 100; flap++) expect(await flapper.introduce()).toMatchObject({ ok: true });
    await useUp(server, 'introductions', `user.${eva.id}`);

    const refused = await flapper.introduce();

    expect(refused).toMatchObject({ ok: false, error: { code: 'too_many_requests' } });
    expect(flapper.socket.connected).toBe(true);
    flapper.close();
  });

  it('never count files, nor what watches the server', async () => {
    await useUp(server, 'anonymous', '127.0.0.1');

    const statuses = [];
    for (const path of ['/metrics', '/health/live', '/health/ready'])
      statuses.push((await request(server.url, 'GET', path)).status);

    expect(statuses).not.toContain(429);
    expect((await request(server.url, 'GET', '/nothing-there')).status).toBe(429);
    expect((await request(server.url, 'GET', '/login')).status).toBe(429);
  });

  it('count what could not be read as a stranger’s', async () => {
    const other = await TestServer.start(embedded!, { environment: { RATE_LIMITS: 'on' } });
    const unreadable = 50;
    await spend(other, 'anonymous', '127.0.0.1', LIMITS.anonymousPerMinute - unreadable);
    const before = await request(other.url, 'GET', PATHS.settings);
    await times(unreadable, () => request(other.url, 'POST', PATHS.updateCoordinates, { body: '{' }));

    const answer = await request(other.url, 'GET', PATHS.settings);
    await other.stop();

    expect([before.status, answer.status]).toEqual([200, 429]);
  });

  it('take the address from a proxy only where one is trusted', async () => {
    const from = (address: string) =>
      request(server.url, 'GET', PATHS.settings, { headers: { 'x-forwarded-for': address } });

    expect((await from('192.0.2.1')).status).toBe(429);
  });
});
