import { destination } from '@perto/geo';
import { CAMPUS, Student, testServices } from '@perto/testkit';
import type { Page } from 'playwright-core';
import { Crowd, scattered } from '../support/crowd';
import { allowBot, wroteBefore } from '../support/past';
import { Stage } from '../support/stage';

const { chromium, databaseUrl, amqpUrl } = testServices();
const { torreNorte, civil, quimica, meadow } = CAMPUS;
const ME = 'ist190003';
const ANA = { id: 'ist190001', at: destination(torreNorte, 21, 17) };
const RUI = { id: 'ist190002', at: destination(torreNorte, -30, 22) };
const BOTH = ['desktop', 'phone'] as const;
const PHONES = ['small', 'phone'] as const;

(chromium && databaseUrl && amqpUrl ? describe : describe.skip)('people around', () => {
  let stage: Stage;
  let crowd: Crowd;
  let page: Page;

  beforeAll(async () => {
    stage = await Stage.open('around');
    crowd = await Crowd.gather(stage.url, [
      ANA,
      RUI,
      ...scattered(torreNorte, 10, 105),
      ...scattered(destination(civil, 0, 20), 3, 25, 210_000),
    ]);
    await (await Student.signIn(stage.url, ME)).look(120);
    ({ page } = await stage.student(ME, torreNorte));
    await page.getByTestId('person').nth(10).waitFor();
  }, 60_000);
  afterAll(async () => {
    crowd.leave();
    await stage.close();
  }, 20_000);

  it('some people, what they wrote, and a bot', async () => {
    const others = crowd.students.slice(2, 6).map(({ id }) => id);
    await allowBot(stage.product, 'cantina', torreNorte.id);
    await wroteBefore(stage.product, [
      { from: 'cantina', to: [ME, ANA.id], text: 'Hoje há bacalhau à Brás.', at: new Date(), bot: true },
    ]);
    await crowd.student(others[0]!).send([ME, ...others.slice(1)], 'Alguém tem carregador USB-C?');
    await crowd.student(RUI.id).send([ME], 'Vou à biblioteca');
    await crowd.student(ANA.id).send([ME], 'Olá!');
    await crowd.student(ANA.id).send([ME], 'Estou à porta da torre. Desces?');
    await page.getByText('Desces?').first().waitFor();

    await stage.screens.look(page, 'nearby');
  }, 40_000);

  it('somebody selected on the map', async () => {
    const mark = page.locator(`[data-testid=map-person][data-id="${ANA.id}"]`);
    await mark.click();

    await stage.screens.look(page, 'selected');
    await page.keyboard.press('Escape');
  }, 40_000);

  it.each([
    ['sheet-peek', 2],
    ['sheet-full', 1],
  ])(
    'the sheet of a phone: %s',
    async (state, presses) => {
      const grabber = page.locator('.grabber');
      let done = 0;
      const atEachSize = async () => {
        for (; done < presses; done++) await grabber.click();
      };

      await stage.screens.look(page, state, { sizes: PHONES, atEachSize });
      await page.reload();
      await page.getByTestId('person').first().waitFor();
    },
    40_000,
  );

  it('one’s own building, then another', async () => {
    await page.getByTestId('tab-building').click();
    await page.getByTestId('person').first().waitFor();
    await stage.screens.look(page, 'building');

    await page.locator(`[data-testid=map-building][data-id="${civil.id}"]`).click();
    await page.getByTestId('elsewhere').waitFor();
    await stage.screens.look(page, 'other-building', { sizes: BOTH });
    await page.getByTestId('tab-nearby').click();
  }, 60_000);

  it('choosing people', async () => {
    await page.locator('.panel').getByTestId('choose-audience').click();
    await page.getByTestId('audience-chosen').click();
    for (const { id } of [ANA, RUI])
      await page.locator(`[data-testid=person][data-id="${id}"]`).getByRole('checkbox').check();

    await stage.screens.look(page, 'choosing');
  }, 40_000);

  it('what is written to them: who gets it, and emoji', async () => {
    const panel = page.locator('.panel');
    await panel.getByTestId('message-text').fill('Café às quatro?');
    const opened = (button: string) => ({
      sizes: BOTH,
      atEachSize: async () => {
        await page.keyboard.press('Escape');
        await panel.getByTestId(button).click();
      },
    });

    await stage.screens.look(page, 'audience', opened('to'));
    await page.getByTestId('audience-everyone').click();
    await stage.screens.look(page, 'emoji', opened('emoji'));
    await page.keyboard.press('Escape');
    await panel.getByTestId('message-text').fill('');
  }, 40_000);

  it('a range that is none, and one that was not saved', async () => {
    const metres = page.getByTestId('range-metres');
    await metres.fill('9999');
    await metres.press('Enter');
    await page.locator('#range-problem').waitFor();
    await stage.screens.look(page, 'range-wrong', { sizes: BOTH });

    await page.route('**/API/user/update/range', (route) => route.abort());
    await metres.fill('150');
    await metres.press('Enter');
    await page.getByText('O alcance não ficou guardado.').waitFor();
    await stage.screens.look(page, 'range-not-saved', { sizes: BOTH });
    await page.unroute('**/API/user/update/range');
  }, 40_000);

  it('the account, and the other language', async () => {
    const menu = page.getByTestId('account-menu');
    await stage.screens.look(page, 'account', {
      atEachSize: async () => {
        await page.keyboard.press('Escape');
        await menu.click();
      },
    });
    await page.getByTestId('language-en').click();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: /^Nearby/ }).waitFor();

    await stage.screens.look(page, 'nearby-english');
  }, 40_000);

  it('lists that have not come yet', async () => {
    const visitor = await stage.visitor(torreNorte);
    await visitor.page.route('**/API/nearby', () => undefined);
    await visitor.signIn(stage.url, 'ist190005');
    await visitor.connected();

    await stage.screens.look(visitor.page, 'loading');
    await visitor.leave();
  }, 40_000);

  it('alone in a building', async () => {
    const visitor = await stage.student('ist190004', quimica);
    await visitor.page.getByTestId('nobody').waitFor();
    await visitor.page.getByTestId('tab-building').click();
    await visitor.page.getByText('Mais ninguém em').waitFor();

    await stage.screens.look(visitor.page, 'alone');
    await visitor.leave();
  }, 40_000);

  it('nobody near, in no building', async () => {
    const visitor = await stage.student('ist190004', meadow);
    await visitor.page.getByTestId('nobody').waitFor();
    await stage.screens.look(visitor.page, 'nobody');

    await visitor.page.getByTestId('tab-building').click();
    await stage.screens.look(visitor.page, 'no-building', { sizes: BOTH });
    await visitor.leave();
  }, 40_000);

  it('names of all lengths and directions', async () => {
    const somewhere = destination(meadow, 3000, 0);
    const names = new Map([
      ['ist190007', 'مريم عبد الرحمن الحسيني'],
      ['ist190008', 'יעל בן־דוד'],
      ['ist190005', '田中 雪'],
      ['ist190006', 'Aleksandra Konstantinopolska-Wierzbicka von Hohenlohe-Waldenburg'],
      ['ist230000', 'Supercalifragilisticexpialidocious'.repeat(2).slice(0, 60)],
      ['ist230001', 'Ó'],
    ]);
    const ids = [...names.keys(), 'ist190009'];
    const named = await Crowd.gather(
      stage.url,
      ids.map((id, index) => ({ id, at: destination(somewhere, 12 * index - 36, 8 * index - 20) })),
      async () => {
        for (const [id, name] of names)
          await stage.product.query('UPDATE user SET name = ? WHERE id = ?', [name, id]);
      },
    );
    const visitor = await stage.student('ist190004', somewhere);
    await visitor.page.getByTestId('person').nth(names.size).waitFor();
    await named.student('ist190007').send(['ist190004'], 'أراك في المكتبة بعد الظهر، حسناً؟');
    await visitor.page.getByText('المكتبة').first().waitFor();

    await stage.screens.look(visitor.page, 'names');
    named.leave();
    await visitor.leave();
  }, 60_000);
});
