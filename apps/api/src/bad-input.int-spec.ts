import { PATHS } from '@perto/contract';
import { CAMPUS, request, type Student, type Tab } from '@perto/testkit';
import { digestOf } from './auth/sign-in';
import { asRequest, bearer, outcomeOf, type Attempts, type Cast } from './testing/bad-input/attempt';
import { badIds, badMessages, badNumbers, badShapes, goodBodies } from './testing/bad-input/bad-bodies';
import { badCredentials, badSignOuts, oddHeaders } from './testing/bad-input/bad-credentials';
import { badAddresses, badBodiesOnTheWire } from './testing/bad-input/bad-wire';
import { json } from './testing/bad-input/bad-values';
import { CapturedOutput } from './testing/captured-output';
import { dumpOf } from './testing/database-dump';
import { rawRequest } from './testing/raw-request';
import { describeEachSize, TestServer } from './testing/running-server';

const { meadow } = CAMPUS;

describeEachSize('bad requests', (size) => {
  let server: TestServer;
  let output: CapturedOutput;
  let ana: Student;
  let rui: Student;
  let tabs: Tab[];
  let cast: Cast;

  beforeAll(async () => {
    output = new CapturedOutput();
    server = await TestServer.start(size, { environment: { LOG_LEVEL: 'debug' } });
    ana = await server.signIn('ana');
    rui = await server.signIn('rui');
    for (const student of [ana, rui]) await student.stand(meadow);
    tabs = [await ana.open(), await rui.open()];
    const left = await server.signIn('ana');
    await left.signOut();
    cast = {
      ana,
      rui: { ...rui, socketId: tabs[1]?.socket.id ?? '' },
      expiredToken: await expiredTokenOf(ana),
      revokedToken: left.token,
      origin: server.url,
    };
  });
  afterAll(async () => {
    await server.stop();
    output.release();
  });

  async function expiredTokenOf({ id }: Student): Promise<string> {
    const token = 'expired'.padEnd(43, '-');
    await server.query('INSERT INTO sign_in (digest, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)', [
      digestOf(token),
      id,
      '2020-01-01 00:00:00.000',
      '2020-01-01 12:00:00.000',
    ]);
    return token;
  }

  /** All that an attempt could have changed. */
  async function state(): Promise<object> {
    const nearby = await Promise.all([ana, rui].map((student) => student.get(PATHS.nearby)));
    return {
      tables: await dumpOf(server),
      nearby: nearby.map(({ json: answer }) => answer),
      heard: tabs.map(({ heard }) => [heard.count('new_message'), heard.count('exception')]),
      waiting: await Promise.all(tabs.map((tab) => tab.receive())),
    };
  }

  /** What each attempt was answered; an answer that shows a token is an outcome of its own. */
  async function outcomesOf(attempts: Attempts): Promise<Record<string, string>> {
    const outcomes: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(attempts)) {
      const sent = asRequest(attempt);
      const answer = await rawRequest(server.url, sent);
      const shows =
        answer.status >= 400 && [ana.token, rui.token].some((token) => answer.text.includes(token));
      outcomes[name] = shows ? 'shows a token' : outcomeOf(sent.method, answer);
    }
    return outcomes;
  }

  const expectedOf = (attempts: Attempts) =>
    Object.fromEntries(Object.entries(attempts).map(([name, { expected }]) => [name, expected]));

  const groups: [string, (cast: Cast) => Attempts][] = [
    ['numbers that are none, or out of range', badNumbers],
    ['ids that are none, or not one’s own', badIds],
    ['bodies of the wrong shape', badShapes],
    ['recipients, texts, keys, socket ids and what was seen', badMessages],
    ['credentials that prove nothing, or too much', badCredentials],
    ['sign-outs that were not meant', badSignOuts],
    ['headers and cookies that no browser sends', oddHeaders],
    ['bodies that are not JSON, or too large', badBodiesOnTheWire],
    ['addresses, methods and queries that there are not', badAddresses],
  ];
  it.each(groups)('answers %s as the contract says, and changes nothing', async (_, attemptsOf) => {
    const attempts = attemptsOf(cast);
    const before = await state();

    const outcomes = await outcomesOf(attempts);

    expect(outcomes).toEqual(expectedOf(attempts));
    expect(await state()).toEqual(before);
  });

  it('names everybody who cannot be reached alike, whether unknown or far, and nobody else', async () => {
    const eva = await server.signIn('eva');
    await eva.stand({ latitude: 38.8, longitude: -9.3 });

    const answer = await ana.send([rui.id, eva.id, 'nobody'], 'hello');

    expect(answer.json).toMatchObject({
      status: 403,
      errors: [
        { path: 'users', message: eva.id },
        { path: 'users', message: 'nobody' },
      ],
    });
    expect(answer.text).not.toContain(rui.id);
  });

  it('answers for the first of several ranges that is wrong, and applies none', async () => {
    const item = (student: { id: string }, token: string | undefined, radious: unknown = 60) => ({
      id: student.id,
      token,
      radious,
    });
    const good = item(ana, ana.token);
    const lists: [unknown[], number][] = [
      [[good, item(rui, undefined)], 401],
      [[good, item(rui, 'forged')], 401],
      [[good, item(rui, cast.expiredToken)], 401],
      [[good, item(rui, ana.token)], 403],
      [[good, item(rui, rui.token, '')], 400],
      [[good, item({ id: 'nobody' }, ana.token)], 403],
      [[good, null], 401],
      [[item(rui, 'forged'), item(rui, ana.token)], 401],
      [[item(rui, ana.token), item(rui, 'forged')], 403],
    ];
    const before = await state();

    const statuses: number[] = [];
    for (const [body] of lists)
      statuses.push((await request(server.url, 'POST', PATHS.updateRange, { body })).status);

    expect(statuses).toEqual(lists.map(([, status]) => status));
    expect(await state()).toEqual(before);
  });

  it('reads a body without a content type where the body or a Bearer token proves the caller', async () => {
    const members = goodBodies(cast)[PATHS.updateRange] ?? {};
    const post = (body: string, headers = {}) =>
      rawRequest(server.url, { method: 'POST', path: PATHS.updateRange, headers, body });

    const byBody = await post(json(members));
    const byBearer = await post(json({ ...members, token: undefined }), bearer(ana.token));

    expect([byBody.status, byBearer.status]).toEqual([200, 200]);
  });

  it('takes the good body of every route, so that the refusals are for what was wrong with them', async () => {
    const outcomes: Record<string, number> = {};
    for (const [path, members] of Object.entries(goodBodies(cast)))
      outcomes[path] = (await request(server.url, 'POST', path, { body: json(members) })).status;

    const { [PATHS.receiveMessages]: receive, ...others } = outcomes;
    const { [PATHS.messages]: created, [PATHS.messagesSeen]: seen, ...seeds } = others;
    expect([...new Set(Object.values(seeds))]).toEqual([200]);
    expect([created, seen]).toEqual([201, 204]);
    expect(receive).toBe(404); // the socket id in it is nobody's
    await tabs[1]?.heard.atLeast('new_message', 2);
    expect(await tabs[1]?.receive()).toHaveLength(2);
  });

  it('answers HEAD where it answers GET, with the same status and no body', async () => {
    const paths = [
      PATHS.session,
      PATHS.nearby,
      PATHS.buildings,
      PATHS.occupancy,
      PATHS.messages,
      PATHS.settings,
    ];

    const signedIn = await Promise.all(
      paths.map((path) => rawRequest(server.url, { method: 'HEAD', path, headers: bearer(ana.token) })),
    );
    const nobody = await rawRequest(server.url, { method: 'HEAD', path: PATHS.session });

    expect(signedIn.map(({ status, text }) => [status, text])).toEqual(paths.map(() => [200, '']));
    expect([nobody.status, nobody.text]).toEqual([401, '']);
  });

  it('refuses a header that is too large without harm', async () => {
    const answer = await rawRequest(server.url, {
      method: 'GET',
      path: `/API/messages?x=${'x'.repeat(20_000)}`,
    });

    expect(outcomeOf('GET', answer)).toBe('413 payload_too_large');
    expect((await ana.get(PATHS.session)).status).toBe(200);
  });

  it('stores what is nasty but allowed to the letter', async () => {
    const text = `'); DROP TABLE message;-- <script>alert(1)</script> \\ \u202e ${'\u{1F642}'} %s __proto__`;

    const answer = await ana.send([rui.id], text);
    await tabs[1]?.heard.atLeast('new_message', 3);

    expect(answer.status).toBe(200);
    expect((await tabs[1]?.receive())?.map(({ message }) => message)).toEqual([text]);
  });

  it('has logged no error and no secret in all of this', () => {
    const secrets = [ana.token, rui.token, cast.revokedToken, cast.expiredToken, 'DROP TABLE', 'hello'];

    const logged = secrets.filter((secret) => output.text.includes(secret));

    expect(logged).toEqual([]);
    expect(output.text).not.toMatch(/ERROR|Unhandled/i);
    expect(output.text).toContain('"level":"debug"'); // it was captured
  });
});
