import { PATHS, type MessageAnswer, type MessagePage } from '@perto/contract';
import { destination } from '@perto/geo';
import { CAMPUS, type Answer, type Student, type Tab } from '@perto/testkit';
import { describeEachSize, TestServer } from '../testing/running-server';
import { SessionQueues } from './session-queues';

const { meadow } = CAMPUS;

describeEachSize('a new message', (size) => {
  let server: TestServer;
  let ana: Student;
  let rui: Student;
  let eva: Student;
  let tab: Tab;

  beforeEach(async () => {
    server = await TestServer.start(size);
    [ana, rui, eva] = await server.gather(meadow, 'ana', 'rui', 'eva');
    await Promise.all([ana.open(), eva.open()]);
    tab = await rui.open();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.stop();
  });

  const create = (recipients: string[], message: string, key?: string): Promise<Answer> =>
    ana.postAs(PATHS.messages, { recipients, message }, key === undefined ? {} : { 'idempotency-key': key });

  const stored = () => server.query<{ text: string }>('SELECT text FROM message ORDER BY id');

  it('is answered as the sender’s history has it, and arrives', async () => {
    const answer = await create([rui.id, eva.id], 'Olá!');
    const history = (await ana.get(PATHS.messages)).json as MessagePage;
    await tab.heard.atLeast('new_message');

    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      id: expect.stringMatching(/^\d+$/) as string,
      kind: 'text',
      sender: { kind: 'user', id: ana.id, name: expect.any(String) as string },
      recipients: [eva, rui].map(({ id }) => ({ kind: 'user', id, name: expect.any(String) as string })),
      recipient_count: 2,
      message: 'Olá!',
      sent_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      seen: true,
      delivered_count: 0,
      seen_count: 0,
    });
    expect(history.items).toEqual([answer.json]);
    expect((await tab.receive()).map(({ message }) => message)).toEqual(['Olá!']);
  });

  it('is found in the sender’s history by its key, which nobody else is told', async () => {
    const answer = await create([rui.id], 'Olá!', 'k-1');
    const [own] = ((await ana.get(PATHS.messages)).json as MessagePage).items;
    const [received] = ((await rui.get(PATHS.messages)).json as MessagePage).items;

    expect(answer.json).toMatchObject({ idempotency_key: 'k-1' });
    expect(own).toEqual(answer.json);
    expect(received).toMatchObject({ id: own?.id });
    expect(received).not.toHaveProperty('idempotency_key');
  });

  it('leaves oneself out of the recipients, whether the body says who one is or not', async () => {
    const answers = await Promise.all([
      ana.postAs(PATHS.messages, { recipients: [ana.id, rui.id], message: 'hi' }),
      ana.post(PATHS.messages, { recipients: [ana.id, rui.id], message: 'hi' }),
    ]);
    const alone = await create([ana.id], 'to myself');

    for (const { json } of answers)
      expect((json as MessageAnswer).recipients.map(({ id }) => id)).toEqual([rui.id]);
    expect([alone.status, alone.json]).toMatchObject([
      400,
      { errors: [{ path: 'recipients', message: 'must name somebody else' }] },
    ]);
  });

  it('is refused as a whole, by the name of its own field', async () => {
    const answer = await create([rui.id, 'nobody'], 'hi');

    expect([answer.status, answer.json]).toMatchObject([
      403,
      { code: 'not_reachable', errors: [{ path: 'recipients', message: 'nobody' }] },
    ]);
    expect(await stored()).toEqual([]);
  });

  it('is answered though the queues never take it: it is stored', async () => {
    let confirm: () => void = () => undefined;
    const publication = new Promise<void>((resolve) => (confirm = resolve));
    jest.spyOn(server.app.get(SessionQueues), 'publish').mockReturnValue(publication);

    const answer = await create([rui.id], 'soon');
    confirm();

    expect(answer.status).toBe(201);
    expect(await stored()).toEqual([{ text: 'soon' }]);
  });

  describe('that is repeated with its key', () => {
    it('is stored once and answered the same, on either route, though everything is different by now', async () => {
      const first = await create([rui.id], 'once', 'k-1');
      await rui.stand(destination(meadow, 900, 0));
      jest.spyOn(server.app.get(SessionQueues), 'accepting', 'get').mockReturnValue(false);

      const again = await create([rui.id, ana.id, rui.id], 'once', 'k-1');
      const oldRoute = await ana.post(
        PATHS.sendMessage,
        { users: [rui.id], message: 'once' },
        { 'idempotency-key': 'k-1' },
      );

      expect([first.status, again.status, oldRoute.status]).toEqual([201, 201, 200]);
      expect([again.json, oldRoute.text]).toEqual([first.json, '']);
      expect(await stored()).toHaveLength(1);
    });

    it('is stored and shown once though it comes ten times at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => create([rui.id, eva.id], 'at once', 'same')),
      );
      await tab.heard.atLeast('new_message');
      await create([rui.id], 'the end');
      await tab.heard.atLeast('new_message', 2);

      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(await stored()).toEqual([{ text: 'at once' }, { text: 'the end' }]);
      expect((await tab.receive()).map(({ message }) => message)).toEqual(['at once', 'the end']);
      expect(await server.query("SELECT id FROM log WHERE message LIKE 'Wrote%'")).toHaveLength(2);
    });

    it('is refused when the key belongs to another text or other people', async () => {
      await create([rui.id], 'one', 'mine');

      const refused = await Promise.all([
        create([rui.id], 'other', 'mine'),
        create([eva.id], 'one', 'mine'),
        create([rui.id, eva.id], 'one', 'mine'),
      ]);
      const another = await create([rui.id], 'one', 'MINE');
      const ofAnother = await rui.postAs(
        PATHS.messages,
        { recipients: [ana.id], message: 'two' },
        { 'idempotency-key': 'mine' },
      );

      for (const { status, json } of refused)
        expect([status, json]).toMatchObject([409, { code: 'idempotency_key_reused' }]);
      expect([another.status, ofAnother.status]).toEqual([201, 201]);
      expect((await stored()).map(({ text }) => text)).toEqual(['one', 'one', 'two']);
    });

    it('is another message when the key is another, and every time without one', async () => {
      for (const key of ['a', 'b', undefined, undefined]) await create([rui.id], 'again', key);

      expect(await stored()).toHaveLength(4);
    });
  });

  it('is refused when its key is none', async () => {
    const wrong = ['', 'a b', 'ol\u00e1', 'x'.repeat(101), 'one, two'];

    const answers: Answer[] = [];
    for (const key of wrong)
      answers.push(
        await create([rui.id], 'hi', key),
        await ana.post(PATHS.sendMessage, { users: [rui.id], message: 'hi' }, { 'idempotency-key': key }),
      );

    expect(answers.map(({ status }) => status)).toEqual(Array(2 * wrong.length).fill(400));
    for (const { json } of answers)
      expect(json).toMatchObject({ code: 'invalid_request', errors: [{ path: 'idempotency-key' }] });
    expect(await stored()).toEqual([]);
  });
});
