import { PATHS, type AdminBot, type AdminMessageAnswer } from '@perto/contract';
import { Bot, CAMPUS, type Student } from '@perto/testkit';
import { deedsOf, startWithAdmin } from '../testing/admin-server';
import { describeEachSize, TestServer } from '../testing/running-server';

const { torreNorte, civil, quimica } = CAMPUS;

describeEachSize('admins, bots and buildings', (size) => {
  let server: TestServer;
  let admin: Student;

  beforeAll(async () => {
    ({ server, admin } = await startWithAdmin(size));
  });
  afterAll(() => server.stop());

  const decide = (id: string, state: unknown) => admin.postAs(PATHS.authorizeBot, { id, state });
  const listed = async (state: '0' | '1') =>
    ((await admin.get(PATHS.adminBots.replace(':state', state))).json as AdminBot[]).map(({ id }) => id);

  it('allow a bot that waits, and cut it off at once', async () => {
    const bot = await Bot.register(server.url, server.id('menu'), torreNorte.id);
    const waiting = await listed('0');

    const allowed = await decide(bot.id, 1);
    const line = await (await bot.authenticate()).open();
    const [shown] = (await admin.get(PATHS.adminBots.replace(':state', '1'))).json as AdminBot[];
    const disallowed = await decide(bot.id, false);
    await line.heard.atLeast('exception');
    const said = await bot.say('hello');

    expect(waiting).toEqual([bot.id]);
    expect([allowed.status, allowed.json, disallowed.json]).toEqual([200, [], []]);
    expect(shown).toMatchObject({
      id: bot.id,
      building: { id: torreNorte.id, name: torreNorte.name },
      online: true,
    });
    expect([shown?.registered_at, shown?.decided_at].join()).toMatch(/^[\d-]+T[\d:.]+Z,[\d-]+T[\d:.]+Z$/);
    expect(line.heard.last('exception')?.payload).toMatchObject([{ code: 'bot_not_authorized' }]);
    expect(said.status).toBe(401);
    expect([await listed('0'), await listed('1')]).toEqual([[bot.id], []]);
    expect((await deedsOf(admin)).slice(0, 2)).toMatchObject([
      { action: 'bot_disallowed', target: bot.id, admin: admin.id },
      { action: 'bot_authorized', target: bot.id, admin: admin.id, detail: 'It speaks to Torre Norte.' },
    ]);
  });

  it.each<[string, object, number]>([
    ['a bot that is not there', { id: 'nobody', state: 1 }, 404],
    ['a state that is neither', { id: 'nobody', state: 2 }, 400],
    ['no state', { id: 'nobody' }, 400],
    ['an id that is none', { id: '=1+1', state: true }, 400],
  ])('refuse %s, and note nothing', async (_what, body, status) => {
    const before = await deedsOf(admin);

    const answer = await admin.postAs(PATHS.authorizeBot, body);

    expect(answer.status).toBe(status);
    expect(await deedsOf(admin)).toEqual(before);
  });

  it('say something to everybody in a building, in their own name, once for each key', async () => {
    const [ana, rui] = await server.gather(civil, 'ana', 'rui');
    const [eva] = await server.gather(quimica, 'eva');
    const tabs = await Promise.all([ana, rui, eva].map((student) => student.open({ push: true })));
    const say = (key: string) =>
      admin.postAs(
        PATHS.adminMessage,
        { b_id: civil.id, message: '=Closing at six' },
        { 'idempotency-key': key },
      );

    const answers = [await say('one'), await say('one')];
    await Promise.all(tabs.slice(0, 2).map((tab) => tab.heard.atLeast('message')));

    const [first, second] = answers.map(({ json }) => json as AdminMessageAnswer);
    expect(first).toEqual({ message_id: expect.stringMatching(/^\d+$/) as string, reached: 2 });
    expect(second).toEqual(first);
    expect(tabs.map((tab) => tab.pushed.map(({ message, sender }) => [sender.id, message]))).toEqual([
      [[admin.id, '=Closing at six']],
      [[admin.id, '=Closing at six']],
      [],
    ]);
    expect(tabs[0]?.pushed[0]?.building).toEqual({ id: civil.id, name: civil.name });
    const deeds = (await deedsOf(admin)).filter(({ action }) => action === 'message_sent');
    expect(deeds).toMatchObject([{ target: civil.id, detail: 'To 2 people: =Closing at six' }]);
    const csv = await admin.get(`${PATHS.adminActions}?format=csv`);
    expect(csv.text).toContain('"To 2 people: =Closing at six"');
    const log = await server.query('SELECT message FROM log WHERE u_id = ?', [admin.id]);
    expect(log).toMatchObject([{ message: 'Wrote to 2 people' }]);
  });

  it.each<[string, object, number]>([
    ['a building that is not there', { b_id: 'nowhere', message: 'x' }, 404],
    ['nothing to say', { b_id: civil.id, message: ' ' }, 400],
    ['too much to say', { b_id: civil.id, message: 'x'.repeat(2001) }, 400],
    ['no building', { message: 'x' }, 400],
  ])('refuse %s, and send nothing', async (_what, body, status) => {
    const before = await deedsOf(admin);

    const answer = await admin.postAs(PATHS.adminMessage, body);

    expect(answer.status).toBe(status);
    expect(await deedsOf(admin)).toEqual(before);
  });

  it('say nothing to a building that was retired, and no bot is registered for it', async () => {
    await admin.postAs(PATHS.retireBuilding, { id: quimica.id });

    const said = await admin.postAs(PATHS.adminMessage, { b_id: quimica.id, message: 'x' });
    const registered = await Bot.register(server.url, server.id('late'), quimica.id).catch(
      (error: Error) => error.message,
    );
    await admin.postAs(PATHS.retireBuilding, { id: quimica.id, retired: 0 });

    expect(said.status).toBe(404);
    expect(registered).toMatch(/was not registered: 400/);
  });
});
