import { PATHS } from '@perto/contract';
import { CAMPUS, eventually, request, Student } from '@perto/testkit';
import { Housekeeping } from '../platform/housekeeping/housekeeping';
import { AdjustableClock, describeEachSize, TestServer } from '../testing/running-server';

const HOUR = 3_600_000;

describeEachSize('a sign-in', (size) => {
  let clock: AdjustableClock;
  let server: TestServer;
  let ana: Student;

  beforeEach(async () => {
    clock = new AdjustableClock();
    server = await TestServer.start(size, { clock, environment: { ADMIN_IDS: 'ist1, ist2' } });
    ana = await server.signIn('ana');
  });
  afterEach(() => server.stop());

  it('is shown to its cookie’s and to its token’s holder alike', async () => {
    const byCookie = await request(server.url, 'GET', PATHS.session, { headers: { cookie: ana.cookie } });
    const byToken = await ana.get(PATHS.session);

    expect([byCookie.status, byToken.status]).toEqual([200, 200]);
    expect(byCookie.json).toEqual({
      id: ana.id,
      name: expect.any(String) as string,
      token: ana.token,
      radious: 50,
      admin: false,
      expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
    });
    expect(byToken.json).toEqual(byCookie.json);
    expect(byCookie.headers.get('cache-control')).toBe('no-store');
    const { expires_at } = byCookie.json as { expires_at: string };
    expect(Date.parse(expires_at) - clock.now()).toBeGreaterThan(12 * HOUR - 60_000);
    expect(Date.parse(expires_at) - clock.now()).toBeLessThanOrEqual(12 * HOUR);
  });

  it('ends also when the request names the type of a body that it does not have', async () => {
    const headers = { authorization: `Bearer ${ana.token}`, 'content-type': 'application/json' };

    const answer = await request(server.url, 'DELETE', PATHS.session, { headers });

    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await ana.get(PATHS.session)).status).toBe(401);
  });

  it('knows admins by ADMIN_IDS, to the letter', async () => {
    const admin = async (id: string) =>
      (await (await Student.signIn(server.url, id)).get(PATHS.session)).json;

    const sessions = [await admin('ist1'), await admin('ist2'), await admin('IST1')];

    expect(sessions).toMatchObject([{ admin: true }, { admin: true }, { admin: false }]);
  });

  it('is over at once everywhere when signed out, and another of the same person lives on', async () => {
    const other = await Student.signIn(server.url, ana.id);
    const [tab, secondTab, otherTab] = [await ana.open(), await ana.open(), await other.open()];

    const answer = await ana.signOut();
    await Promise.all([tab, secondTab].map(({ heard }) => heard.atLeast('disconnect')));

    const dead = [
      await ana.get(PATHS.session),
      await request(server.url, 'GET', PATHS.session, { headers: { cookie: ana.cookie } }),
      await ana.stand(CAMPUS.meadow),
      await ana.signOut(),
    ];
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^perto=; (Max-Age=0; )?Path=\/; Expires=Thu, 01 Jan 1970/,
    );
    expect(dead.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    await expect(ana.open()).rejects.toThrow('unauthenticated');
    expect(otherTab.socket.connected).toBe(true);
    expect((await other.get(PATHS.session)).status).toBe(200);
    expect(tab.heard.last('exception')?.payload).toMatchObject([{ code: 'unauthenticated' }]);
    await eventually('one session is counted', async () => (await counterOf(ana.id)) === 1);
  });

  it('is over after twelve hours, for requests and for sockets', async () => {
    clock.forward(12 * HOUR - 1500);
    const alive = await ana.get(PATHS.session);
    const tab = await ana.open();

    await tab.heard.atLeast('disconnect');
    const dead = await ana.get(PATHS.session);

    expect([alive.status, dead.status]).toEqual([200, 401]);
    expect(tab.heard.last('exception')?.payload).toMatchObject([{ code: 'unauthenticated' }]);
    await eventually('nobody is counted', async () => (await counterOf(ana.id)) === 0);
  });

  it('outlives the process, until it is over', async () => {
    const gone = await server.signIn('gone');
    await gone.signOut();

    server = await TestServer.start(size, { clock, place: await server.keep() });
    const [alive, dead] = [await goOn(ana), await goOn(gone)];
    clock.forward(12 * HOUR);
    const over = await goOn(ana);
    await server.app.get(Housekeeping).doWhatIsDue();

    expect([alive.status, dead.status, over.status]).toEqual([200, 401, 401]);
    expect(await server.query('SELECT * FROM sign_in')).toEqual([]); // what is over is swept
  });

  const goOn = ({ token }: Student) =>
    request(server.url, 'GET', PATHS.session, { headers: { authorization: `Bearer ${token}` } });

  async function counterOf(id: string): Promise<number> {
    const [row] = await server.query<{ counter: number }>('SELECT counter FROM `user` WHERE id = ?', [id]);
    return Number(row?.counter);
  }
});
