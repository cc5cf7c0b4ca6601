import { destination } from '@perto/geo';
import { CAMPUS, Student, testServices } from '@perto/testkit';
import type { Page } from 'playwright-core';
import { Crowd, scattered } from '../support/crowd';
import { wroteBefore } from '../support/past';
import { Stage } from '../support/stage';

const { chromium, databaseUrl, amqpUrl } = testServices();
const { torreNorte } = CAMPUS;
const ME = 'ist190003';
const ANA = 'ist190001';
const BOTH = ['desktop', 'phone'] as const;

(chromium && databaseUrl && amqpUrl ? describe : describe.skip)('trouble, and other ways to look', () => {
  let stage: Stage;
  let crowd: Crowd;
  let page: Page;

  beforeAll(async () => {
    stage = await Stage.open('trouble');
    crowd = await Crowd.gather(stage.url, [{ id: ANA, at: torreNorte }, ...scattered(torreNorte, 9, 100)]);
    const at = new Date(Date.now() - 86_400_000);
    await wroteBefore(stage.product, [
      { from: ANA, to: [ME], text: 'Vens almoçar?', at },
      { from: ME, to: [ANA], text: 'Vou já!', at },
    ]);
    await (await Student.signIn(stage.url, ME)).look(120);
    ({ page } = await stage.student(ME, torreNorte));
    await page.getByTestId('person').nth(8).waitFor();
  }, 60_000);
  afterAll(async () => {
    crowd.leave();
    await stage.close();
  }, 20_000);

  /** Whoever moves makes the page ask again. */
  const places = [destination(torreNorte, 40, 20), destination(torreNorte, -40, 20)];

  afterEach(async () => {
    await page.unrouteAll();
    await page.context().setOffline(false);
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  const connection = (state: string) =>
    page.locator(`[data-testid=connection][data-state=${state}]`).waitFor({ state: 'attached' });
  const lists = async () => {
    await page.goto(stage.url);
    await page.getByTestId('person').first().waitFor();
  };
  const talk = async () => {
    await page.goto(`${stage.url}/?with=${ANA}`);
    await page.getByTestId('message').first().waitFor();
  };

  it.each([
    ['people', lists],
    ['conversation', talk],
  ])(
    'colours of one’s own: %s',
    async (state, arrange) => {
      await arrange();
      await page.emulateMedia({ forcedColors: 'active' });
      await stage.screens.look(page, `forced-colours-${state}`, { sizes: BOTH });
    },
    40_000,
  );

  it.each([
    ['people', lists],
    ['conversation', talk],
  ])(
    'at 400 %: %s',
    async (state, arrange) => {
      await page.setViewportSize({ width: 320, height: 256 });
      await arrange();
      await stage.screens.lookAsIs(page, `zoomed-${state}`, '320x256');
    },
    40_000,
  );

  it('without motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await lists();
    await stage.screens.look(page, 'reduced-motion', { sizes: BOTH });
  }, 40_000);

  it.each([
    [503, 'away'],
    [429, 'too-many-requests'],
  ])(
    'the server asks for quiet: %i',
    async (status, state) => {
      await lists();
      await page.route('**/API/nearby', (route) =>
        route.fulfill({
          status,
          headers: { 'retry-after': '40', 'content-type': 'application/problem+json' },
          body: '{}',
        }),
      );
      await crowd.students[3]!.stand(places.pop() ?? torreNorte);
      await page.getByText('O Perto continua daqui a').waitFor();

      await stage.screens.look(page, state);
    },
    40_000,
  );

  it('a history that does not come', async () => {
    await page.route('**/API/messages*', (route) => route.abort());
    await lists();
    await page.getByTestId('tab-messages').click();
    await page.getByText('Não foi possível ir buscar as mensagens').first().waitFor();

    await stage.screens.look(page, 'no-history', { sizes: BOTH });
  }, 40_000);

  it('no network, and back', async () => {
    await lists();
    await page.context().setOffline(true);
    await connection('offline');
    await stage.screens.look(page, 'offline');

    await stage.screens.look(page, 'back', {
      sizes: BOTH,
      atEachSize: async () => {
        await page.context().setOffline(true);
        await connection('offline');
        await page.context().setOffline(false);
        await connection('online');
      },
    });
  }, 60_000);

  it('the connection lost', async () => {
    let away = false;
    await page.routeWebSocket(/socket\.io/, (socket) => {
      if (away) void socket.close();
      else socket.connectToServer();
    });
    await lists();
    await connection('online');
    away = true;
    await page.route(/socket\.io/, (route) => route.abort());
    await page.context().setOffline(true);
    await connection('resuming');
    await page.context().setOffline(false);
    await connection('lost');

    await stage.screens.look(page, 'lost');
  }, 60_000);

  it('the server stopped, in the lists and in a conversation', async () => {
    const visitor = await stage.student(ME, torreNorte);
    page = visitor.page;
    await page.locator(`[data-testid=person][data-id="${ANA}"] button`).click();
    await page.getByTestId('message').first().waitFor();
    await stage.product.restart(async () => {
      await connection('lost');
      await page.getByTestId('conversation').getByTestId('message-text').fill('Já te digo.');
      await page.getByTestId('conversation').getByTestId('send').click();
      await page.getByTestId('state').getByText('Por enviar.').waitFor();
      await stage.screens.look(page, 'stopped-conversation', { sizes: BOTH });
      const ways = page.getByTestId('back').or(page.getByTestId('close-conversation'));
      await ways.filter({ visible: true }).click();
      await stage.screens.look(page, 'stopped');
    });
  }, 60_000);
});
