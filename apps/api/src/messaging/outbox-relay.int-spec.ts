import { PATHS, type MessageAnswer } from '@perto/contract';
import { CAMPUS, eventually, type Student } from '@perto/testkit';
import { CapturedOutput } from '../testing/captured-output';
import { AdjustableClock, describeEachSize, TestServer } from '../testing/running-server';
import { OutboxRelay } from './outbox-relay';
import { SessionQueues } from './session-queues';

const { meadow } = CAMPUS;

describeEachSize('the outbox', (size) => {
  let server: TestServer;
  let clock: AdjustableClock;
  let output: CapturedOutput;
  let ana: Student;
  let rui: Student;

  beforeEach(async () => {
    output = new CapturedOutput(); // what fails here on purpose is logged
    clock = new AdjustableClock();
    server = await TestServer.start(size, { clock });
    [ana, rui] = await server.gather(meadow, 'ana', 'rui');
    for (const student of [ana, rui]) await student.open();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.stop();
    output.release();
  });

  const send = async (text: string): Promise<string> =>
    ((await ana.postAs(PATHS.messages, { recipients: [rui.id], message: text })).json as MessageAnswer).id;

  const publish = () => jest.spyOn(server.app.get(SessionQueues), 'publish');

  interface Row {
    message_id: string | number;
    attempts: number;
    set_aside_at: unknown;
    fault: string | null;
  }
  const rows = () => server.query<Row>('SELECT * FROM outbox ORDER BY message_id');

  /** Lets everything fall due, and sweeps. */
  const sweepLater = (milliseconds: number) => {
    clock.forward(milliseconds);
    return server.app.get(OutboxRelay).sweep();
  };

  it('forgets a message once the queues have confirmed it', async () => {
    await send('one');
    await eventually('it is forgotten', async () => (await rows()).length === 0, 4000);

    expect(await rows()).toEqual([]);
  });

  it('is empty after an orderly stop', async () => {
    for (const text of ['one', 'two', 'three']) await send(text);

    const place = await server.keep();
    server = await TestServer.start(size, { clock, place });

    expect(await rows()).toEqual([]);
  });

  it('hands on after a crash what was stored and not published', async () => {
    const published = publish().mockReturnValue(new Promise(() => undefined));
    const id = await send('before the crash');
    expect(await rows()).toMatchObject([{ attempts: 0 }]);
    published.mockRestore();
    clock.forward(10_000);
    // A crash leaves the row; the publication that never ends would hold an orderly stop up.
    jest.spyOn(server.app.get(OutboxRelay), 'onApplicationShutdown').mockResolvedValue();
    const handedOn = jest.spyOn(
      Object.getPrototypeOf(server.app.get(SessionQueues)) as SessionQueues,
      'publish',
    );

    const place = await server.keep();
    server = await TestServer.start(size, { clock, place });
    await eventually('it is handed on', async () => (await rows()).length === 0, 8000);

    expect(
      handedOn.mock.calls.map(([{ message, sender }, lines]) => ({
        message,
        sender,
        lines,
      })),
    ).toEqual([
      {
        message: {
          id,
          kind: 'text',
          sender: { kind: 'user', id: ana.id },
          text: 'before the crash',
          sentAt: expect.any(Number) as number,
          recipientCount: 1,
        },
        sender: { kind: 'user', id: ana.id, name: expect.any(String) as string },
        lines: [{ recipient: { kind: 'user', id: rui.id }, sequence: 1, delivered: false, seen: false }],
      },
    ]);
  });

  it('hands on again what was not confirmed, once it is due and not before', async () => {
    const published = publish().mockRejectedValueOnce(new Error('not confirmed'));
    await send('one');
    await server.app.get(OutboxRelay).sweep();
    expect(published).toHaveBeenCalledTimes(1);

    await sweepLater(5000);

    expect(published).toHaveBeenCalledTimes(2);
    expect(await rows()).toEqual([]);
  });

  it('brings a tab in order and once what the queues took late and twice', async () => {
    const tab = await rui.open({ push: true });
    const published = publish().mockRejectedValueOnce(new Error('not confirmed'));
    for (const text of ['late', 'second']) await send(text);
    await eventually('both are there', () => tab.pushed.length === 2);

    await sweepLater(5000);
    await send('third');
    await eventually('the third is there', () => tab.pushed.length >= 3);

    expect(tab.pushedTexts).toEqual(['late', 'second', 'third']);
    expect(published).toHaveBeenCalledTimes(4);
  });

  it('sets a message aside after five failures, with the reason, and hands the others on', async () => {
    const real = server.app.get(SessionQueues);
    const publishReally = real.publish.bind(real);
    const attempts: string[] = [];
    publish().mockImplementation((deliverable, lines) => {
      attempts.push(deliverable.message.text);
      return deliverable.message.text === 'poison'
        ? Promise.reject(new Error('it cannot be read'))
        : publishReally(deliverable, lines);
    });
    await send('poison');

    for (let sweep = 0; sweep < 7; sweep++) await sweepLater(60_000);
    await send('healthy');
    await sweepLater(60_000);

    expect(attempts.filter((text) => text === 'poison')).toHaveLength(6); // at once, and five times by the sweep
    expect(attempts.at(-1)).toBe('healthy');
    expect(await rows()).toMatchObject([
      { attempts: 5, set_aside_at: expect.anything() as unknown, fault: 'Error: it cannot be read' },
    ]);
    expect(output.text).toMatch(/Message \d+ was given up after 5 attempts: Error: it cannot be read/);
    expect(output.text).not.toContain('poison');
  });

  it('counts no failure, and asks nothing, while the broker is away', async () => {
    const published = publish().mockRejectedValue(new Error('away'));
    await send('one');
    const accepting = jest.spyOn(server.app.get(SessionQueues), 'accepting', 'get').mockReturnValue(false);

    for (let sweep = 0; sweep < 6; sweep++) await sweepLater(60_000);
    expect(published).toHaveBeenCalledTimes(1);
    expect(await rows()).toMatchObject([{ attempts: 0, set_aside_at: null }]);

    accepting.mockRestore();
    published.mockRestore();
    await sweepLater(0);
    expect(await rows()).toEqual([]);
  });

  it('hands on any number that fell due, in the order of sending', async () => {
    const published = publish().mockRejectedValue(new Error('not confirmed'));
    for (let index = 0; index < 45; index++) await send(`message ${index}`);
    published.mockReset();
    const again: string[] = [];
    published.mockImplementation(({ message }) => {
      again.push(message.text);
      return Promise.resolve();
    });

    await sweepLater(5000);

    expect(again).toEqual(Array.from({ length: 45 }, (_, index) => `message ${index}`));
    expect(await rows()).toEqual([]);
  });
});
