import { destination } from '@perto/geo';
import { Bot, CAMPUS, testServices } from '@perto/testkit';
import type { Page } from 'playwright-core';
import { Crowd, scattered } from '../support/crowd';
import { Stage } from '../support/stage';
import type { Visitor } from '../support/visitor';

const { chromium, databaseUrl, amqpUrl } = testServices();
const { torreNorte, civil, quimica } = CAMPUS;
const ADMIN = 'ist190001';
const BOTH = ['desktop', 'phone'] as const;
const WITH_SMALL = ['desktop', 'small', 'phone'] as const;

(chromium && databaseUrl && amqpUrl ? describe : describe.skip)('the console', () => {
  let stage: Stage;
  let crowd: Crowd;
  let admin: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await Stage.open('admin', { ADMIN_IDS: ADMIN });
    crowd = await Crowd.gather(stage.url, [
      ...scattered(torreNorte, 6, 40),
      ...scattered(civil, 3, 30, 210_000),
      ...scattered(destination(quimica, 0, 150), 2, 20, 220_000),
    ]);
    const bots = ['cantina', 'biblioteca-avisos', 'metro-alameda'];
    for (const id of bots) await Bot.register(stage.url, id, torreNorte.id);
    admin = await stage.visitor();
    ({ page } = admin);
    await admin.signIn(stage.url, ADMIN);
  }, 60_000);
  afterAll(async () => {
    crowd.leave();
    await stage.close();
  }, 20_000);

  const go = (section: string): Promise<void> => admin.administer(stage.url, section);

  it('how it is right now', async () => {
    await go(`now?in=${torreNorte.id}`);
    await page.getByTestId('person-row').nth(5).waitFor();

    await stage.screens.look(page, 'now');
  }, 40_000);

  it('a building that is changed and crosses others', async () => {
    await go(`buildings?building=${torreNorte.id}`);
    await page.getByTestId('building-radius').fill('110');
    await page.getByTestId('overlap').getByText(civil.name, { exact: false }).waitFor();
    await stage.screens.look(page, 'building', { sizes: WITH_SMALL });
    await page.getByTestId('discard-building').click();
    await admin.agree();
  }, 60_000);

  it('a new building that cannot be saved yet', async () => {
    await go('buildings');
    await page.getByTestId('new-building').click();
    await page.getByTestId('building-radius').fill('9000');
    await page.getByTestId('save-building').click();
    await page.getByTestId('building-editor').getByRole('alert').waitFor();

    await stage.screens.look(page, 'building-faults', { sizes: BOTH });
  }, 40_000);

  it('a file of buildings, before it is taken', async () => {
    const place = destination(torreNorte, 300, 0);
    const containedSpaces = [
      { ...civil, range: 60 },
      { id: 'novo', name: 'Pavilhão Novo', ...place, range: 30 },
      { ...torreNorte, range: 49 },
      { ...torreNorte, ...place, name: 'INESC', range: 20 },
    ];
    await go('buildings/import');
    await page.getByTestId('import-file').setInputFiles({
      name: 'alameda.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ containedSpaces })),
    });
    await page.getByTestId('import-refused').waitFor();

    await stage.screens.look(page, 'import', { sizes: BOTH });
  }, 40_000);

  it('bots, and the question before one falls silent', async () => {
    await go('bots');
    await page.locator('[data-id=cantina]').getByTestId('authorize').click();
    await admin.agree();
    await page.getByTestId('allowed').locator('[data-id=cantina]').waitFor();
    await stage.screens.look(page, 'bots', { sizes: WITH_SMALL });

    await page.getByTestId('suspend').click();
    await stage.screens.look(page, 'bot-suspend', { sizes: BOTH });
    await page.getByTestId('confirm-cancel').click();
  }, 60_000);

  it('what happened, nothing that fits, and what admins did', async () => {
    await go('activity');
    await page.getByTestId('activity-row').first().waitFor();
    await stage.screens.look(page, 'activity', { sizes: BOTH });

    await page.getByTestId('filter-user').fill('ninguem');
    await page.getByTestId('apply-filter').click();
    await page.getByTestId('no-activity').waitFor();
    await stage.screens.look(page, 'activity-none', { sizes: ['desktop'] });

    await page.getByTestId('to-deeds').click();
    await page.getByTestId('deed-row').first().waitFor();
    await stage.screens.look(page, 'deeds', { sizes: BOTH });
  }, 60_000);

  it('a message to a building, and the question before it goes', async () => {
    await go(`message?building=${torreNorte.id}`);
    await page.getByTestId('notice-text').fill('A Torre Norte fecha hoje às 20h.');
    await page.getByTestId('notice-reach').getByText('6 pessoas', { exact: false }).waitFor();
    await stage.screens.look(page, 'message', { sizes: ['small', 'phone'] });

    await page.getByTestId('send-notice').click();
    await stage.screens.look(page, 'message-question', { sizes: BOTH });
    await admin.agree();
    await page.getByTestId('notice-sent').waitFor();
  }, 60_000);

  it('what is shown is no longer how it is', async () => {
    await go('now');
    await page.getByTestId('people').waitFor();
    await page.route('**/API/admin/overview', (route) => route.abort());
    await page.getByTestId('not-refreshed').getByRole('button').waitFor();

    await stage.screens.look(page, 'stale', { sizes: BOTH });
  }, 40_000);

  it('somebody who is no admin', async () => {
    const other = await stage.visitor();
    await other.signIn(stage.url, 'ist190005');
    await other.page.goto(`${stage.url}/admin`);
    await other.page.getByTestId('not-admin').waitFor();

    await stage.screens.look(other.page, 'not-admin', { sizes: BOTH });
  }, 40_000);
});
