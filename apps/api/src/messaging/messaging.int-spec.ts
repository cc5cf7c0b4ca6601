import { LIMITS } from '@perto/contract';
import { destination } from '@perto/geo';
import { CAMPUS, type Student, type Tab } from '@perto/testkit';
import { SessionQueues } from './session-queues';
import { AdjustableClock, describeEachSize, TestServer } from '../testing/running-server';

const { meadow, torreNorte } = CAMPUS;

describeEachSize('messaging', (size) => {
  let server: TestServer;
  let clock: AdjustableClock;

  beforeEach(async () => {
    clock = new AdjustableClock();
    server = await TestServer.start(size, { clock });
  });
  afterEach(() => server.stop());

  /** A student so many metres north of the meadow, in one tab. */
  async function given(name: string, north = 0): Promise<{ student: Student; tab: Tab }> {
    const student = await server.signIn(name);
    await student.stand(destination(meadow, north, 0));
    return { student, tab: await student.open() };
  }

  const storedMessages = () => server.query('SELECT * FROM message');

  it('brings a message to every tab of the recipient, announced by the own id, and to nobody else', async () => {
    const ana = await given('ana');
    const rui = await given('rui', 10);
    const ruiAgain = await rui.student.open();
    const eva = await given('eva', 20);

    const answer = await ana.student.send([rui.student.id], 'Olá, Rui!');
    await Promise.all([rui.tab, ruiAgain].map((tab) => tab.heard.atLeast('new_message')));

    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(rui.tab.heard.last('new_message')?.payload).toEqual([[rui.student.id]]);
    for (const tab of [rui.tab, ruiAgain])
      expect(await tab.receive()).toEqual([
        {
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
          id: ana.student.id,
          message: 'Olá, Rui!',
        },
      ]);
    expect(eva.tab.heard.count('new_message')).toBe(0);
    expect(await eva.tab.receive()).toEqual([]);
  });

  it('takes recipients as one text, each ended by a newline, and ignores repeats and oneself', async () => {
    const ana = await given('ana');
    const rui = await given('rui', 10);

    const users = `${rui.student.id}\n${ana.student.id}\n${rui.student.id}\n`;
    const answer = await ana.student.send(users, 'once');
    await rui.tab.heard.atLeast('new_message');

    expect(answer.status).toBe(200);
    expect(await rui.tab.receive()).toHaveLength(1);
    expect(await ana.tab.receive()).toEqual([]);
  });

  it('neither loses nor doubles a message when several receive at once', async () => {
    const ana = await given('ana');
    const rui = await given('rui', 10);
    const texts = Array.from({ length: 40 }, (_, index) => `message ${index}`);

    const pulls: Promise<{ message: string }[]>[] = [];
    for (const text of texts) {
      await ana.student.send([rui.student.id], text);
      pulls.push(rui.tab.receive(), rui.tab.receive());
    }
    await rui.tab.heard.atLeast('new_message', texts.length);
    pulls.push(rui.tab.receive());
    const pulled = (await Promise.all(pulls)).flat().map(({ message }) => message);

    expect([...pulled].sort()).toEqual([...texts].sort());
  });

  it('refuses the whole message, naming whom it cannot reach, the unknown alike', async () => {
    const ana = await given('ana');
    const rui = await given('rui', 10);
    const eva = await given('eva', 400);

    const answer = await ana.student.send([rui.student.id, eva.student.id, 'nobody'], 'hello');

    expect([answer.status, answer.json]).toMatchObject([
      403,
      { code: 'not_reachable', errors: [{ message: eva.student.id }, { message: 'nobody' }] },
    ]);
    expect(answer.text).not.toContain(rui.student.id);
    expect(await storedMessages()).toEqual([]);
  });

  it('reaches whoever was listed a minute ago at most, though they left', async () => {
    const ana = await given('ana');
    const rui = await given('rui', 10);
    await ana.student.inRange(meadow, 50);
    await rui.student.stand(destination(meadow, 900, 0));

    const soon = await ana.student.send([rui.student.id], 'come back');
    clock.forward(61_000);
    const late = await ana.student.send([rui.student.id], 'too late');

    expect([soon.status, late.status]).toEqual([200, 403]);
  });

  it('reaches whoever wrote to the sender in the last 30 days, wherever they are, online or not', async () => {
    const ana = await given('ana');
    const rui = await given('rui', 10);
    await ana.student.send([rui.student.id], 'question');
    await rui.student.stand(destination(meadow, 900, 0));
    ana.tab.close();
    clock.forward(2 * 60_000);

    const answer = await rui.student.send([ana.student.id], 'answer');
    const unasked = await given('eva', 2000).then(({ student }) => student.send([ana.student.id], 'hi'));

    expect([answer.status, unasked.status]).toEqual([200, 403]);
  });

  it('reaches people in the same building, whatever the range', async () => {
    const ana = await given('ana');
    const rui = await given('rui');
    await ana.student.look(1);
    await ana.student.stand(destination(torreNorte, -30, 0));
    await rui.student.stand(destination(torreNorte, 30, 0));

    const answer = await ana.student.send([rui.student.id], 'same building');

    expect(answer.status).toBe(200);
  });

  it('counts the sender’s position before there is a session, within the stored range', async () => {
    const rui = await given('rui', 10);
    const eva = await given('eva', 300);
    const ana = await server.signIn('ana');
    await ana.stand(meadow);

    const near = await ana.send([rui.student.id], 'on my way');
    const far = await ana.send([eva.student.id], 'on my way');

    expect([near.status, far.status]).toEqual([200, 403]);
  });

  it('stores the message, its recipients and its log line before it answers', async () => {
    const ana = await given('ana');
    const rui = await given('rui', 10);
    const eva = await given('eva', 20);

    await ana.student.send([rui.student.id, eva.student.id], "Robert'); DROP TABLE message;--");

    expect(await storedMessages()).toMatchObject([
      {
        kind: 'text',
        sender_kind: 'user',
        sender_id: ana.student.id,
        text: "Robert'); DROP TABLE message;--",
      },
    ]);
    expect(await server.query('SELECT recipient_id FROM message_recipient ORDER BY recipient_id')).toEqual([
      { recipient_id: eva.student.id },
      { recipient_id: rui.student.id },
    ]);
    expect(await server.query("SELECT message, u_id FROM log WHERE message LIKE 'Wrote%'")).toEqual([
      { message: 'Wrote to 2 people', u_id: ana.student.id },
    ]);
  });

  it('gives a message only to a live session of the caller', async () => {
    const ana = await given('ana');
    const rui = await given('rui', 10);
    await ana.student.send([rui.student.id], 'for Rui');
    await rui.tab.heard.atLeast('new_message');
    const path = '/API/user/message/receive';

    const stolen = await ana.student.post(path, { socket_id: rui.tab.socket.id });
    const unknown = await rui.student.post(path, { socket_id: 'nothing' });
    const right = await rui.tab.receive();

    expect([stolen.status, unknown.status]).toEqual([404, 404]);
    expect(right).toHaveLength(1);
  });

  it('stores nothing while the broker is known to be unable to take it', async () => {
    const ana = await given('ana');
    const rui = await given('rui', 10);
    const accepting = jest.spyOn(server.app.get(SessionQueues), 'accepting', 'get').mockReturnValue(false);

    const refused = await ana.student.send([rui.student.id], 'later');
    const storedMeanwhile = await storedMessages();
    accepting.mockRestore();
    const sent = await ana.student.send([rui.student.id], 'now');

    expect([refused.status, refused.headers.get('retry-after'), sent.status]).toEqual([503, '5', 200]);
    expect(storedMeanwhile).toEqual([]);
  });

  it('counts characters, not units of UTF-16', async () => {
    const ana = await given('ana');
    const rui = await given('rui', 10);

    const longest = await ana.student.send([rui.student.id], '🙂'.repeat(LIMITS.maxMessageCharacters));
    const longer = await ana.student.send([rui.student.id], '🙂'.repeat(LIMITS.maxMessageCharacters + 1));
    await rui.tab.heard.atLeast('new_message');

    expect([longest.status, longer.status]).toEqual([200, 400]);
    expect((await rui.tab.receive())[0]?.message).toHaveLength(2 * LIMITS.maxMessageCharacters);
  });
});
