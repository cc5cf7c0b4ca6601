import {
  PATHS,
  type ActivityPage,
  type AdminActionsPage,
  type AdminOverview,
  type AdminUser,
  type BuildingLogLine,
  type UserLogLine,
} from '@perto/contract';
import { Bot, CAMPUS, type Answer, type Student } from '@perto/testkit';
import { deedsOf, startWithAdmin } from '../testing/admin-server';
import { describeEachSize, TestServer } from '../testing/running-server';

const { torreNorte, civil, meadow } = CAMPUS;
const FORMULA = '=HYPERLINK("http://x";"ana") <script>';

describeEachSize('lists of admins', (size) => {
  let server: TestServer;
  let admin: Student;
  let ana: Student, rui: Student, eva: Student, joao: Student;
  let bots: Bot[];

  /** Ana and Rui are in Torre Norte, Eva on the meadow, João is away; two bots spoke in Torre Norte. */
  beforeAll(async () => {
    ({ server, admin } = await startWithAdmin(size));
    [ana, rui] = await server.gather(torreNorte, 'ana', 'rui');
    [eva] = await server.gather(meadow, 'eva');
    joao = await server.signIn('joao');
    await server.query('UPDATE user SET name = ? WHERE id = ?', [FORMULA, ana.id]);
    await server.query('UPDATE user SET name = ? WHERE id = ?', ['João Ção', joao.id]);
    for (const student of [ana, rui, eva]) await student.open();
    await rui.open();
    bots = await Promise.all(
      ['menu', 'news'].map((name) => Bot.register(server.url, server.id(name), torreNorte.id)),
    );
    for (const bot of bots) {
      await admin.postAs(PATHS.authorizeBot, { id: bot.id, state: true });
      await bot.authenticate();
    }
    for (let round = 1; round <= 6; round++) for (const bot of bots) await bot.say(`${bot.id} ${round}`);
  });
  afterAll(() => server.stop());

  const users = async (path: string) => (await admin.get(path)).json as AdminUser[];
  const idsOf = async (path: string) => (await users(path)).map(({ id }) => id);
  const pathFor = (path: string, id: string) => path.replace(/:\w+/, id);
  const nextOf = ({ headers }: Answer) => /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
  const everybody = () => [admin, ana, rui, eva, joao].map(({ id }) => id).sort();

  /** All pages of a list, by what each says of the next. */
  async function walk<Item>(path: string): Promise<Item[][]> {
    const pages: Item[][] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const answer: Answer = await admin.get(next);
      pages.push(answer.json as Item[]);
      next = nextOf(answer);
    }
    return pages;
  }

  it('name everybody in order of id, page by page, each once', async () => {
    const pages = await walk<AdminUser>(`${PATHS.adminUsers}?limit=2`);

    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat().map(({ id }) => id)).toEqual(everybody());
    expect(await users(PATHS.adminUsers)).toEqual(pages.flat());
  });

  it('tell of people whether they are online, in how many sessions, and where', async () => {
    const found = new Map((await users(PATHS.adminUsers)).map((user) => [user.id, user]));

    const building = { id: torreNorte.id, name: torreNorte.name };
    expect(found.get(rui.id)).toEqual({
      ...{ id: rui.id, name: expect.stringContaining('Rui') as string },
      ...{ online: true, sessions: 2, building },
    });
    expect(found.get(eva.id)).toMatchObject({ online: true, sessions: 1, building: null });
    expect(found.get(joao.id)).toMatchObject({
      name: 'João Ção',
      online: false,
      sessions: 0,
      building: null,
    });
  });

  it('find people by a part of their id or name, whatever the case and the accents', async () => {
    const found = await Promise.all(
      ['joao c', 'EVA', 'hyperlink', 'nobody at all'].map((text) =>
        idsOf(`${PATHS.adminUsers}?search=${encodeURIComponent(text)}`),
      ),
    );

    expect(found).toEqual([[joao.id], [eva.id], [ana.id], []]);
  });

  it('name who is online, and who is in a building', async () => {
    const online = await idsOf(PATHS.adminUsersOnline);
    const pages = await walk<AdminUser>(`${PATHS.adminUsersOnline}?limit=2`);
    const inTorre = await idsOf(pathFor(PATHS.adminUsersInBuilding, torreNorte.id));
    const inCivil = await idsOf(pathFor(PATHS.adminUsersInBuilding, civil.id));
    const searched = await idsOf(`${PATHS.adminUsersOnline}?search=script`);

    expect(online).toEqual([ana, rui, eva].map(({ id }) => id).sort());
    expect(pages.map((page) => page.map(({ id }) => id))).toEqual([online.slice(0, 2), online.slice(2)]);
    expect([inTorre, inCivil, searched]).toEqual([[ana.id, rui.id].sort(), [], [ana.id]]);
  });

  it('tell what a user did, newest first, ten unless they are asked for more', async () => {
    for (let step = 0; step < 6; step++) for (const place of [civil, meadow]) await eva.stand(place);
    const path = pathFor(PATHS.adminUserLog, eva.id);

    const first = await admin.get(path);
    const all = (await admin.get(`${path}?limit=100`)).json as UserLogLine[];
    const pages = await walk<UserLogLine>(`${path}?limit=5`);

    expect(first.json).toEqual(all.slice(0, 10));
    expect(all).toHaveLength(13);
    expect(all[0]?.message).toBe('Moved from: Pavilhão de Civil to: Out of IST registered facilities');
    expect(all.at(-1)?.message).toBe('Logged in. Currently out of IST registered facilities');
    expect(all[0]?.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(pages.flat()).toEqual(all);
  });

  it('tell of a building what bots said there, and not who came and went', async () => {
    const path = pathFor(PATHS.adminBuildingLog, torreNorte.id);

    const first = (await admin.get(path)).json as BuildingLogLine[];
    const pages = await walk<BuildingLogLine>(`${path}?limit=5`);

    const said = [6, 5, 4, 3, 2, 1].flatMap((round) =>
      [...bots].reverse().map(({ id }) => ({ bot_id: id, message: `${id} ${round}` })),
    );
    expect(first).toMatchObject(said.slice(0, 10));
    expect(first).toHaveLength(10);
    expect(pages.flat()).toMatchObject(said);
    expect((await admin.get(pathFor(PATHS.adminBuildingLog, civil.id))).json).toEqual([]);
  });

  it('tell what happened, by user, building, bot and time, and all of them together', async () => {
    const ask = async (query: string) =>
      (await admin.get(`${PATHS.adminActivity}?${query}`)).json as ActivityPage;
    const [menu] = bots;

    const inTorre = await ask(`building=${torreNorte.id}&limit=500`);
    const byMenu = await ask(`bot=${menu?.id}`);
    const ofAna = await ask(`user=${ana.id}&building=${torreNorte.id}`);
    const none = await ask(`user=${ana.id}&bot=${menu?.id}`);
    const newest = byMenu.items[0];
    const since = await ask(`bot=${menu?.id}&from=${newest?.at}`);
    const until = await ask(`bot=${menu?.id}&to=${byMenu.items[2]?.at}`);
    const firstPage = await ask(`building=${torreNorte.id}&limit=9`);
    const secondPage = await ask(`building=${torreNorte.id}&limit=9&before=${firstPage.next}`);

    expect(inTorre.items).toHaveLength(14);
    expect(ofAna.items).toEqual([
      {
        id: expect.stringMatching(/^\d+$/) as string,
        at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        user: { id: ana.id, name: FORMULA },
        bot: null,
        building: { id: torreNorte.id, name: torreNorte.name },
        message: 'Logged in. Currently in Torre Norte',
      },
    ]);
    expect(byMenu.items.map(({ message }) => message)).toEqual(
      [6, 5, 4, 3, 2, 1].map((round) => `${menu?.id} ${round}`),
    );
    expect(none).toEqual({ items: [], next: null });
    expect(since.items).toContainEqual(newest);
    expect(until.items).toEqual(byMenu.items.slice(-until.items.length));
    expect(until.items.length).toBeLessThan(6);
    expect([...firstPage.items, ...secondPage.items]).toEqual(inTorre.items);
    expect(secondPage.next).toBeNull();
  });

  it('count how it is right now', async () => {
    const overview = (await admin.get(PATHS.adminOverview)).json as AdminOverview;

    expect(overview).toMatchObject({
      users_online: 3,
      sessions: 4,
      outside: 1,
      bots: { connected: 0, allowed: 2, waiting: 0 },
    });
    expect(overview.buildings.find(({ id }) => id === torreNorte.id)).toEqual({
      id: torreNorte.id,
      name: torreNorte.name,
      people: 2,
      bots_connected: 0,
    });
  });

  it('count a bot where it is connected, from the moment on', async () => {
    const line = await bots[0]?.open();

    const overview = (await admin.get(PATHS.adminOverview)).json as AdminOverview;
    line?.close();

    expect(overview.bots.connected).toBe(1);
    expect(overview.buildings.find(({ id }) => id === torreNorte.id)?.bots_connected).toBe(1);
    expect([overview.users_online, overview.sessions]).toEqual([3, 4]);
  });

  it('tell what an admin did, and only that one', async () => {
    const own = (await admin.get(`${PATHS.adminActions}?admin=${admin.id}&limit=1`)).json as AdminActionsPage;
    const others = (await admin.get(`${PATHS.adminActions}?admin=${ana.id}`)).json as AdminActionsPage;
    const later = (await admin.get(`${PATHS.adminActions}?from=2999-01-01T00:00:00Z`))
      .json as AdminActionsPage;

    expect(own.items).toHaveLength(1);
    expect(own.next).toBe(own.items[0]?.id);
    expect([others, later]).toEqual([
      { items: [], next: null },
      { items: [], next: null },
    ]);
  });

  it('refuse what they cannot be asked, and note nothing of it', async () => {
    const before = await deedsOf(admin);
    const asked: [string, number][] = [
      [`${PATHS.adminUsers}?limit=0`, 400],
      [`${PATHS.adminUsers}?limit=501`, 400],
      [`${PATHS.adminUsers}?limit=ten`, 400],
      [`${PATHS.adminUsers}?after=a%20b`, 400],
      [`${PATHS.adminUsers}?format=xlsx`, 400],
      [`${PATHS.adminUsers}?search=${'x'.repeat(101)}`, 400],
      [`${PATHS.adminUsers}?after=a&after=b`, 400],
      [`${PATHS.adminActivity}?from=yesterday`, 400],
      [`${PATHS.adminActivity}?before=-1`, 400],
      [`${PATHS.adminActivity}?user=%00`, 400],
      [pathFor(PATHS.adminUsersInBuilding, 'nowhere'), 404],
      [`${pathFor(PATHS.adminUsersInBuilding, 'nowhere')}?format=csv`, 404],
      [pathFor(PATHS.adminBuildingLog, 'nowhere'), 404],
      [pathFor(PATHS.adminUserLog, 'nobody'), 404],
      [pathFor(PATHS.adminUserLog, '%27%20OR%201'), 400],
      [pathFor(PATHS.adminBots, '2'), 400],
    ];

    const answers = await Promise.all(asked.map(([path]) => admin.get(path)));

    expect(answers.map(({ status }, index) => [asked[index]?.[0], status])).toEqual(asked);
    expect(await deedsOf(admin)).toEqual(before);
  });
});
