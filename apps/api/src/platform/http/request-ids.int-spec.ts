import { PATHS } from '@perto/contract';
import { request, Tab, type Student } from '@perto/testkit';
import { CapturedOutput } from '../../testing/captured-output';
import { describeEachSize, TestServer } from '../../testing/running-server';

const SECRET_TEXT = 'meet me at the secret gate';

/** The log of one server at `debug`, and what it is asked on purpose so that statements fail. */
describeEachSize('request ids and the log', (size) => {
  let server: TestServer;
  let output: CapturedOutput;
  let ana: Student;
  let rui: Student;

  beforeAll(async () => {
    output = new CapturedOutput();
    server = await TestServer.start(size, { environment: { LOG_LEVEL: 'debug', LOG_FORMAT: 'json' } });
    [ana, rui] = [await server.signIn('ana'), await server.signIn('rui')];
  });
  afterAll(async () => {
    await server.stop();
    output.release();
  });

  const lines = (): Record<string, unknown>[] =>
    output.text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('takes a well-formed id and answers it', async () => {
    const answer = await request(server.url, 'GET', PATHS.settings, {
      headers: { 'x-request-id': 'a.B_1-2' },
    });

    expect(answer.headers.get('x-request-id')).toBe('a.B_1-2');
  });

  it.each(['two words', 'x'.repeat(65), 'a"b', ''])('makes one instead of %j', async (id) => {
    const answer = await request(server.url, 'GET', PATHS.settings, { headers: { 'x-request-id': id } });

    expect(answer.headers.get('x-request-id')).toMatch(/^[\w.-]{1,64}$/);
    expect(answer.headers.get('x-request-id')).not.toBe(id);
  });

  it('gives every answer one of its own, failures included', async () => {
    const paths = [PATHS.settings, PATHS.session, '/nowhere', '/login?state=x&code=y'];
    const ids = new Set<string | null>();
    for (const path of paths) ids.add((await request(server.url, 'GET', path)).headers.get('x-request-id'));
    const broken = await request(server.url, 'POST', PATHS.updateRange, { body: '{' });
    ids.add(broken.headers.get('x-request-id'));

    expect(ids.size).toBe(5);
    expect(ids).not.toContain(null);
  });

  it('is carried to what a request causes, past its body; one line tells of a failure, and no value', async () => {
    await ana.stand({ latitude: 38.7368, longitude: -9.1393 });
    await rui.stand({ latitude: 38.7368, longitude: -9.1393 });
    const [tab, other] = [await Tab.open(ana), await Tab.open(rui)];
    await server.query('ALTER TABLE message RENAME TO message_gone');
    const headers = { 'x-request-id': 'failing-1', 'idempotency-key': 'the-secret-key' };

    const answer = await ana.post(PATHS.sendMessage, { users: [rui.id], message: SECRET_TEXT }, headers);
    await server.query('ALTER TABLE message_gone RENAME TO message');
    const told = lines().filter(({ level }) => level === 'error');
    tab.close();
    other.close();

    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(/message_gone|SQL|at .*\.ts/);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      context: 'Http',
      request_id: 'failing-1',
      message: `POST ${PATHS.sendMessage} → 500 internal`,
      stack: expect.stringMatching(/^QueryFailedError: \w+\n {4}at /) as unknown,
    });
  });

  it('names the access of each request at `debug`, without its query', async () => {
    await request(server.url, 'GET', `${PATHS.settings}?token=secret-in-the-query`, {
      headers: { 'x-request-id': 'access-1' },
    });

    const access = lines().find((line) => line['context'] === 'Access' && line['request_id'] === 'access-1');
    expect(access?.['message']).toMatch(/^GET \/API\/settings → 200 in [\d.]+ ms$/);
  });

  it('gives each event an id too', async () => {
    const socket = await Tab.connect(ana);
    await server.query('ALTER TABLE mailbox RENAME TO mailbox_gone');
    const answer = await socket.introduce({ push: true });
    await server.query('ALTER TABLE mailbox_gone RENAME TO mailbox');
    socket.close();

    const told = lines().find((line) => line['context'] === 'Realtime');
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(told).toMatchObject({ level: 'error', message: 'An event → internal' });
    expect(told?.['request_id']).toMatch(/^[\w.-]+$/);
  });

  it('has no token, cookie, query, key or text in it, whatever failed', () => {
    const secrets = [
      ana.token,
      rui.token,
      SECRET_TEXT,
      'the-secret-key',
      'secret-in-the-query',
      'secret gate',
    ];

    expect(output.text.length).toBeGreaterThan(1000);
    expect(secrets.filter((secret) => output.text.includes(secret))).toEqual([]);
    expect(
      lines().every((line) => typeof line['time'] === 'string' && typeof line['level'] === 'string'),
    ).toBe(true);
  });
});
