import { readFileSync } from 'node:fs';
import { PATHS } from '@perto/contract';
import { destination } from '@perto/geo';
import { Bot, CAMPUS, eventually } from '@perto/testkit';
import { describeAtThePage, type Gathering } from './support/gathering';
import type { Visitor } from './support/visitor';

const { torreNorte, civil, quimica } = CAMPUS;
/** `admin-1`, `admin-2`…: each test has an admin of its own. */
const ADMIN_IDS = Array.from({ length: 20 }, (_, test) => `admin-${test}`).join();

interface Listed {
  id: string;
  name: string;
  latitude: number;
  radious: number;
}

describeAtThePage('the console', (gathering) => tests(gathering), { ADMIN_IDS });

function tests(gathering: Gathering): void {
  /** An admin at a section of the console, with the words in English. */
  async function givenAdmin(section: string): Promise<Visitor> {
    const admin = await gathering.arrive(undefined, { locale: 'en-GB' });
    await admin.signIn(gathering.product.url, gathering.id('admin'));
    await admin.administer(gathering.product.url, section);
    return admin;
  }

  const row = ({ page }: Visitor, id: string) =>
    page.locator(`:is([data-testid=building-row], [data-testid=bot-row])[data-id="${id}"]`);

  /** What the server has of a building now. */
  async function buildingAt({ page }: Visitor, id: string): Promise<Listed | undefined> {
    const answer = await page.request.get(`${gathering.product.url}${PATHS.adminBuildings}`);
    return ((await answer.json()) as Listed[]).find((each) => each.id === id);
  }

  it('is for admins alone: the menu leads them there and back, others are told so', async () => {
    const { url } = gathering.product;
    const admin = await gathering.enter('admin', torreNorte);
    const ana = await gathering.enter('ana', torreNorte);

    await ana.page.getByTestId('account-menu').click();
    await ana.page.getByTestId('sign-out').waitFor();
    expect(await ana.page.getByTestId('to-console').count()).toBe(0);
    await ana.page.goto(`${url}/admin/bots`);
    await ana.page.getByTestId('not-admin').waitFor();
    await ana.page.getByTestId('to-map').click();
    await ana.connected();

    await admin.page.getByTestId('account-menu').click();
    await admin.page.getByTestId('to-console').click();
    await admin.page.getByTestId('by-building').waitFor();
    expect(new URL(admin.page.url()).pathname).toBe('/admin/now');
    await admin.page.getByTestId('to-map').click();
    await admin.connected();
    expect([...admin.complaints, ...ana.complaints]).toEqual([]);
  }, 40_000);

  it('shows the way in to whoever is not signed in', async () => {
    const { page } = await gathering.arrive();

    await page.goto(`${gathering.product.url}/admin/activity`);

    await page.getByTestId('sign-in').waitFor();
    expect(await page.getByTestId('console').count()).toBe(0);
  }, 30_000);

  it('is in none of the scripts that the page begins with', async () => {
    const { page } = await gathering.arrive();
    await page.goto(`${gathering.product.url}/index.html`);
    await page.getByTestId('sign-in').waitFor();

    const scripts = await page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => (/\.js$/.test(name) ? [name] : [])),
    );
    const sources = await Promise.all(scripts.map(async (each) => (await page.request.get(each)).text()));

    // A word of the console, and one of the page to know that this looks at the right files.
    const [words, own] = ['english', 'english'].map((language, index) =>
      readFileSync(
        `apps/web/src/app/texts/${language}/${index === 0 ? 'console/administration' : 'welcome'}.ts`,
        'utf8',
      ),
    );
    const textOf = (source: string, key: string) => new RegExp(`${key}: '([^']+)'`).exec(source)![1]!;
    const holds = (text: string) => sources.some((source) => source.includes(text));
    expect([holds(textOf(own!, 'question')), holds(textOf(words!, 'sections'))]).toEqual([true, false]);
  }, 30_000);

  it('shows who is online where, and follows them', async () => {
    const at = { ...quimica };
    const rui = await gathering.invite('rui', at);
    const admin = await givenAdmin('now');
    await row(admin, quimica.id).getByRole('link').first().click();
    const person = admin.page.locator(`[data-testid=person-row][data-id="${rui.id}"]`);
    await person.waitFor();
    await admin.page.reload(); // the address says which building was chosen
    await person.waitFor();
    expect(new URL(admin.page.url()).searchParams.get('in')).toBe(quimica.id);

    rui.tab.close();

    await person.waitFor({ state: 'detached' });
    await admin.page.getByTestId('nobody').waitFor();
  }, 40_000);

  it('lets a bot speak and has it fall silent at once, each after a question', async () => {
    const id = gathering.id('cantina');
    const bot = await Bot.register(gathering.product.url, id, torreNorte.id);
    const admin = await givenAdmin('bots');
    const waiting = admin.page.getByTestId('waiting');
    const allowed = admin.page.getByTestId('allowed');

    const question = admin.page.getByTestId('confirm');
    await waiting.locator(row(admin, id)).getByTestId('authorize').click();
    await question.waitFor();
    await admin.page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await admin.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
      'authorize',
    );
    await waiting.locator(row(admin, id)).getByTestId('authorize').click();
    await admin.agree();
    await allowed.locator(row(admin, id)).waitFor();

    const tab = await (await bot.authenticate()).open();
    await allowed.locator(row(admin, id)).getByText('Connected', { exact: true }).waitFor();
    await allowed.locator(row(admin, id)).getByTestId('suspend').click();
    await admin.page.getByText('It goes silent now', { exact: false }).waitFor();
    await admin.agree();
    await admin.page.getByTestId('refused').locator(row(admin, id)).waitFor();

    await eventually('the bot is cut off', () => !tab.socket.connected);
    await expect(bot.authenticate()).rejects.toThrow('was refused');
  }, 40_000);

  it('moves a building and makes it larger by the keyboard, names what it crosses, and saves when told', async () => {
    const admin = await givenAdmin('buildings');
    const { page } = admin;
    const before = (await buildingAt(admin, torreNorte.id))!;
    await row(admin, torreNorte.id).getByRole('button').click();
    await page.getByTestId('building-centre').focus();
    await page.keyboard.press('Shift+ArrowUp');
    const handle = page.getByTestId('building-map').getByRole('slider');
    await handle.focus();
    // To the next marks of the ruler, 50 m and 200 m.
    for (const key of ['PageUp', 'PageUp', 'ArrowDown']) await page.keyboard.press(key);

    await page.getByTestId('overlap').getByText(civil.name, { exact: false }).waitFor();
    expect(await page.getByTestId('building-radius').inputValue()).toBe(
      await handle.getAttribute('aria-valuenow'),
    );
    expect(await page.locator('.map-overlap').count()).toBeGreaterThan(0);
    expect(await buildingAt(admin, torreNorte.id)).toMatchObject({ radious: before.radious });

    await page.getByTestId('building-radius').fill('60');
    await page.getByTestId('save-building').click();
    await page.getByTestId('said').waitFor();

    const after = (await buildingAt(admin, torreNorte.id))!;
    expect(after.radious).toBe(60);
    expect((after.latitude - before.latitude) * 111_195).toBeCloseTo(10, 0);
    expect(admin.complaints).toEqual([]);
  }, 40_000);

  it('makes a building by a click, and asks before a draft is lost', async () => {
    const admin = await givenAdmin('buildings');
    const { page } = admin;
    const id = gathering.id('central');
    await page.getByTestId('new-building').click();
    await page.getByTestId('building-name').fill('Pavilhão Central');
    await page.getByTestId('building-id').fill(id);
    await page.getByTestId('building-map').click({ position: { x: 400, y: 300 } });
    await eventually(
      'the fields have the place',
      async () => (await page.getByTestId('building-latitude').inputValue()) !== '',
    );

    await row(admin, civil.id).getByRole('button').click();
    await page.getByTestId('confirm-cancel').click();
    expect(await page.getByTestId('building-name').inputValue()).toBe('Pavilhão Central');
    await page.getByTestId('save-building').click();
    await row(admin, id).waitFor();

    expect(await buildingAt(admin, id)).toMatchObject({ name: 'Pavilhão Central', radious: 50 });
    await row(admin, id).getByRole('button').click();
    await page.getByTestId('retire-building').click();
    await admin.agree();
    await row(admin, id).getByText('Retired').waitFor();
  }, 40_000);

  it('shows what a file would change, and takes it when told', async () => {
    const admin = await givenAdmin('buildings/import');
    const { page } = admin;
    const id = gathering.id('novo');
    const place = { ...destination(torreNorte, 900, 0), range: 30 };
    const rows = [
      { id, name: 'Pavilhão Novo', ...place },
      { id, name: 'INESC', ...place },
      { id: gathering.id('outro'), name: 'Outro', ...place, range: 0 },
    ];
    const file = (containedSpaces: object[]) => ({
      name: 'alameda.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ containedSpaces })),
    });
    await page.getByTestId('import-file').setInputFiles({ ...file([]), buffer: Buffer.from('<kml/>') });
    await page.getByTestId('import-fault').waitFor();
    await page.getByTestId('import-file').setInputFiles(file(rows));
    await page.getByTestId('import-refused').waitFor();
    expect(await page.getByTestId('take-all').count()).toBe(0);
    expect(await buildingAt(admin, id)).toBeUndefined();

    await page.getByTestId('import-file').setInputFiles(file(rows.slice(0, 1)));
    await page.getByTestId('take-all').click();
    await admin.agree();
    await page.getByTestId('import-done').waitFor();

    expect(await buildingAt(admin, id)).toMatchObject({ name: 'Pavilhão Novo', radious: 30 });
  }, 40_000);

  it('tells what happened, by person, and what admins did, also as a file', async () => {
    const rui = await gathering.invite('rui', civil);
    const sofia = await gathering.invite('sofia', civil);
    await rui.student.send([sofia.id], 'Olá');
    const admin = await givenAdmin('activity');
    const { page } = admin;
    await page.getByTestId('filter-user').fill(rui.id);
    await page.getByTestId('apply-filter').click();
    await page.getByTestId('clear-filter').waitFor();
    await page.getByTestId('activity-row').getByText('Wrote to 1 person').waitFor();

    await page.reload(); // the address says what was asked for
    await page.getByTestId('activity-row').getByText('Wrote to 1 person').waitFor();
    const names = await page.getByTestId('activity').getByRole('rowheader').allTextContents();
    expect(new Set(names.map((name) => name.trim()))).toEqual(new Set([rui.name]));

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('export-csv').click(),
    ]);
    expect(download.suggestedFilename()).toBe('perto-activity.csv');
    expect(readFileSync(await download.path(), 'utf8')).toContain('Wrote to 1 people');
    await page.getByTestId('to-deeds').click();
    await page.getByTestId('deed-row').filter({ hasText: admin.id }).getByText('Took a list along').waitFor();
    expect(admin.complaints).toEqual([]);
  }, 40_000);

  it('carries a message to everybody in a building, once, in the admin’s name', async () => {
    const ana = await gathering.enter('ana', quimica);
    const admin = await givenAdmin(`message?building=${quimica.id}`);
    const { page } = admin;
    await page.getByTestId('notice-reach').getByText('1 person', { exact: false }).waitFor();
    await page.getByTestId('notice-text').fill('Química closes at eight.');
    await page.getByTestId('send-notice').click();
    // The answer gets lost: the same draft is sent again.
    await page.route(`**${PATHS.adminMessage}`, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByTestId('confirm').click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.unroute(`**${PATHS.adminMessage}`);
    await admin.agree();
    await page.getByTestId('notice-sent').getByText('1 person', { exact: false }).waitFor();

    await ana.openTab('Messages');
    await ana.conversationRow(admin).click();
    await ana.message('Química closes at eight.').waitFor();
    expect(await ana.texts()).toEqual(['Química closes at eight.']);
  }, 40_000);
}
