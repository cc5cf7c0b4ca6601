import { ERRORS, EVENTS, PATHS, type Acknowledgement, type EventError } from '@perto/contract';
import { CAMPUS, EventLog, Tab, type Student } from '@perto/testkit';
import { io, type Socket } from 'socket.io-client';
import { digestOf } from './auth/sign-in';
import type { Cast } from './testing/bad-input/attempt';
import { badEvents, BROKEN_PACKETS, MARK, type BadEvent } from './testing/bad-input/bad-events';
import { CapturedOutput } from './testing/captured-output';
import { dumpOf } from './testing/database-dump';
import { describeEachSize, TestServer } from './testing/running-server';

describeEachSize('bad events', (size) => {
  let server: TestServer;
  let output: CapturedOutput;
  let ana: Student;
  let rui: Student;
  let ruiTab: Tab;
  let cast: Cast;

  beforeAll(async () => {
    output = new CapturedOutput();
    server = await TestServer.start(size, { environment: { LOG_LEVEL: 'debug' } });
    ana = await server.signIn('ana');
    rui = await server.signIn('rui');
    for (const student of [ana, rui]) await student.stand(CAMPUS.meadow);
    ruiTab = await rui.open();
    const left = await server.signIn('ana');
    await left.signOut();
    const expiredToken = 'expired'.padEnd(43, '-');
    await server.query('INSERT INTO sign_in (digest, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)', [
      digestOf(expiredToken),
      ana.id,
      '2020-01-01 00:00:00.000',
      '2020-01-01 12:00:00.000',
    ]);
    const socketId = ruiTab.socket.id ?? '';
    cast = { ana, rui: { ...rui, socketId }, expiredToken, revokedToken: left.token, origin: server.url };
  });
  afterAll(async () => {
    await server.stop();
    output.release();
  });

  const state = async (): Promise<object> => ({
    tables: await dumpOf(server),
    nearby: (await rui.get(PATHS.nearby)).json,
    waiting: await ruiTab.receive(),
    exceptions: ruiTab.heard.count(EVENTS.exception),
  });

  /** A connection that may emit anything. */
  async function connected(): Promise<{ socket: Socket; heard: EventLog }> {
    const { socket, heard } = await Tab.connect(ana);
    return { socket: socket as unknown as Socket, heard };
  }

  const toldOf = ({ code, message }: Partial<EventError> = {}): string =>
    code && code in ERRORS && typeof message === 'string' && message !== '' ? code : `incomplete: ${code}`;

  const expectedOf = (events: Record<string, BadEvent>) =>
    Object.fromEntries(Object.entries(events).map(([name, { expected }]) => [name, expected]));

  it('answers every refused event in its callback and by an exception, the same in both, and changes nothing', async () => {
    const events = badEvents(cast);
    const before = await state();
    const { socket, heard } = await connected();

    const outcomes: Record<string, string> = {};
    for (const [index, [name, { event, payload }]] of Object.entries(events).entries()) {
      const answer = (await socket.timeout(5000).emitWithAck(event, ...payload)) as Acknowledgement;
      await heard.atLeast(EVENTS.exception, index + 1);
      const error = answer.ok ? undefined : answer.error;
      const emitted = heard.last(EVENTS.exception)?.payload;
      const alike = JSON.stringify(emitted) === JSON.stringify([error]);
      const echoed = JSON.stringify(answer).includes(MARK);
      outcomes[name] = !alike ? 'told differently' : echoed ? 'echoed' : toldOf(error);
    }
    socket.disconnect();

    expect(outcomes).toEqual(expectedOf(events));
    expect(heard.count(EVENTS.exception)).toBe(Object.keys(events).length);
    expect(await state()).toEqual(before);
  });

  it('answers every refused event without a callback by one exception that echoes nothing', async () => {
    const events = badEvents(cast);
    const before = await state();
    const { socket, heard } = await connected();

    const outcomes: Record<string, string> = {};
    for (const [index, [name, { event, payload }]] of Object.entries(events).entries()) {
      socket.emit(event, ...payload);
      await heard.atLeast(EVENTS.exception, index + 1);
      const emitted = heard.last(EVENTS.exception)?.payload ?? [];
      const echoed = JSON.stringify(emitted).includes(MARK);
      outcomes[name] = echoed ? 'echoed' : toldOf(emitted[0] as EventError);
    }
    socket.disconnect();

    expect(outcomes).toEqual(expectedOf(events));
    expect(await state()).toEqual(before);
  });

  it('does not take a token from the handshake or a cookie for an introduction', async () => {
    const before = await state();
    const { socket, heard } = await Tab.connect(ana, {
      auth: { token: ana.token },
      extraHeaders: { cookie: ana.cookie, authorization: `Bearer ${ana.token}` },
    });

    const answer: unknown = await (socket as unknown as Socket)
      .timeout(5000)
      .emitWithAck('new_client', { ID: ana.id });
    await heard.atLeast(EVENTS.exception);
    socket.disconnect();

    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_request' } });
    expect(await state()).toEqual(before);
  });

  it.each(Object.entries(BROKEN_PACKETS))('survives %s', async (_, packets) => {
    const before = await state();
    const { socket, heard } = await connected();

    for (const packet of packets.split('\u001e')) socket.io.engine.write(packet.slice(1));
    if (packets.startsWith('40')) socket.disconnect();
    await heard.atLeast('disconnect');

    expect(await state()).toEqual(before);
  });

  it('closes a connection whose packet is larger than any event needs', async () => {
    const { socket, heard } = await connected();

    socket.emit('new_client', { ID: 'x'.repeat(100_000), token: 'y' });
    await heard.atLeast('disconnect');

    expect(ruiTab.socket.connected).toBe(true);
  });

  it.each(['/other', '/__proto__', '/constructor', '/../'])('has no namespace called %s', async (name) => {
    const socket = io(`${server.url}${name}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });

    const refused = await new Promise<string>((resolve) => {
      socket.once('connect_error', ({ message }) => resolve(message));
      socket.once('connect', () => resolve('connected'));
    });
    socket.disconnect();

    expect(refused).toBe('Invalid namespace');
  });

  it('still takes an introduction after a hundred refused ones on the same connection', async () => {
    const tab = await Tab.connect(ana);
    for (let attempt = 0; attempt < 100; attempt++) await tab.introduce({ ID: ana.id, token: 'forged' });

    const answer = await tab.introduce();
    tab.close();

    expect(answer.ok).toBe(true);
  });

  it('has logged no error and no secret in all of this', () => {
    const secrets = [ana.token, rui.token, cast.revokedToken, cast.expiredToken, MARK, 'DROP TABLE'];

    const logged = secrets.filter((secret) => output.text.includes(secret));

    expect(logged).toEqual([]);
    expect(output.text).not.toMatch(/ERROR|Unhandled/i);
    expect(output.text).toContain('Nest application successfully started'); // it was captured
  });
});
