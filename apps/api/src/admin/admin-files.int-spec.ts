import { PATHS } from '@perto/contract';
import { Bot, CAMPUS, type Answer, type Student } from '@perto/testkit';
import { deedsOf, startWithAdmin } from '../testing/admin-server';
import { describeEachSize, TestServer } from '../testing/running-server';

const { torreNorte } = CAMPUS;
const FORMULA = '=HYPERLINK("http://x";"ana") <script>';

describeEachSize('files of admins', (size) => {
  let server: TestServer;
  let admin: Student;
  let ana: Student;

  beforeAll(async () => {
    ({ server, admin } = await startWithAdmin(size));
    [ana] = await server.gather(torreNorte, 'ana');
    await server.query('UPDATE user SET name = ? WHERE id = ?', [FORMULA, ana.id]);
    await ana.open();
    const bot = await Bot.register(server.url, server.id('menu'), torreNorte.id);
    await admin.postAs(PATHS.authorizeBot, { id: bot.id, state: 1 });
    await (await bot.authenticate()).say('soup');
  });
  afterAll(() => server.stop());

  const pathFor = (path: string, id: string) => path.replace(/:\w+/, id);
  const csv = (path: string) => admin.get(`${path}${path.includes('?') ? '&' : '?'}format=csv`);

  it('hold the whole list as text that no spreadsheet computes, and are noted', async () => {
    const answer = await csv(PATHS.adminUsers);

    const lines = answer.text.split('\r\n');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="perto-users.csv"');
    expect(lines[0]).toBe('"id","name","online","sessions","building_id","building"');
    expect(lines.slice(1, -1).map((line) => line.split('"')[1])).toEqual([admin.id, ana.id].sort());
    expect(lines.find((line) => line.startsWith(`"${ana.id}"`))).toBe(
      `"${ana.id}","'=HYPERLINK(""http://x"";""ana"") <script>",true,1,"${torreNorte.id}","Torre Norte"`,
    );
    expect(lines.at(-1)).toBe('');
    expect((await deedsOf(admin))[0]).toMatchObject({
      admin: admin.id,
      action: 'list_exported',
      target: 'users',
      detail: `${PATHS.adminUsers}?format=csv`,
    });
  });

  it('are noted with what was asked, and with nothing that stood in the address by mistake', async () => {
    await csv(`${PATHS.adminUsers}?search=ana&token=${admin.token}&limit=5`);

    expect((await deedsOf(admin))[0]?.detail).toBe(`${PATHS.adminUsers}?search=ana&limit=5&format=csv`);
  });

  it('go on over as many parts as there are, and end where they are told to', async () => {
    const rows = Array.from({ length: 1203 }, (_, index) => `filler-${String(index).padStart(4, '0')}`);
    for (let start = 0; start < rows.length; start += 401) {
      const part = rows.slice(start, start + 401);
      await server.query(
        `INSERT INTO user (id, name) VALUES ${part.map(() => '(?, ?)').join(', ')}`,
        part.flatMap((id) => [id, '-1+1']),
      );
    }
    const ids = (answer: Answer) =>
      answer.text
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split('"')[1]);

    const whole = await csv(`${PATHS.adminUsers}?search=filler`);
    const part = await csv(`${PATHS.adminUsers}?after=filler-0099&limit=3`);
    const page = await admin.get(PATHS.adminUsers);

    expect(ids(whole)).toEqual(rows);
    expect(whole.text).toContain(`"filler-0000","'-1+1",false,0,,`);
    expect(ids(part)).toEqual(['filler-0100', 'filler-0101', 'filler-0102']);
    expect(page.json).toHaveLength(500);
    await server.query("DELETE FROM user WHERE id LIKE 'filler-%'");
  });

  it('are there of every list, and JSON is what is answered otherwise', async () => {
    const paths = [
      ...[PATHS.adminUsers, PATHS.adminUsersOnline, PATHS.adminBuildings],
      ...[PATHS.adminActivity, PATHS.adminActions],
      pathFor(PATHS.adminUsersInBuilding, torreNorte.id),
      pathFor(PATHS.adminUserLog, ana.id),
      pathFor(PATHS.adminBuildingLog, torreNorte.id),
      pathFor(PATHS.adminBots, '1'),
    ];

    const answers = await Promise.all(paths.flatMap((path) => [csv(path), admin.get(path)]));

    expect(answers.map(({ headers }) => headers.get('content-type')?.split(';')[0])).toEqual(
      paths.flatMap(() => ['text/csv', 'application/json']),
    );
    expect(new Set(answers.map(({ headers }) => headers.get('cache-control')))).toEqual(
      new Set(['no-store']),
    );
    for (const { text } of answers.filter((_, index) => index % 2 === 0))
      expect(text.split('\r\n').length).toBeGreaterThan(2);
  });
});
