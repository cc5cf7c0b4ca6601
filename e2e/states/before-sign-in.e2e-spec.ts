import { CAMPUS, testServices } from '@perto/testkit';
import { Stage } from '../support/stage';

const { chromium, databaseUrl, amqpUrl } = testServices();

(chromium && databaseUrl && amqpUrl ? describe : describe.skip)('what is seen without a sign-in', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open('before-sign-in');
  }, 40_000);
  afterAll(() => stage.close(), 20_000);

  it.each([
    ['welcome', 'pt-PT', 'Quem está perto de ti?'],
    ['welcome-english', 'en-GB', 'Who is near you?'],
  ])(
    '%s',
    async (state, locale, words) => {
      const { page } = await stage.visitor(undefined, { locale });
      await page.goto(`${stage.url}/index.html`);
      await page.getByRole('heading', { name: words }).waitFor();

      await stage.screens.look(page, state);
    },
    40_000,
  );

  it('opening, while the server has not answered yet', async () => {
    const { page } = await stage.visitor();
    await page.route('**/API/session', () => undefined);
    await page.goto(`${stage.url}/index.html`);
    await page.getByText('A abrir o Perto…').waitFor();

    await stage.screens.look(page, 'opening');
  }, 40_000);

  it('away, and a way to try again', async () => {
    const { page } = await stage.visitor();
    await page.route('**/API/session', (route) => route.abort());
    await page.goto(`${stage.url}/index.html`);
    await page.getByTestId('away').waitFor();

    await stage.screens.look(page, 'away');
  }, 40_000);

  it('signed out', async () => {
    const { page } = await stage.student('ist190001', CAMPUS.torreNorte);
    await page.getByTestId('account-menu').click();
    await page.getByTestId('sign-out').click();
    await page.getByTestId('signed-out').waitFor();

    await stage.screens.look(page, 'signed-out');
  }, 40_000);

  it('the session ended while the page was open', async () => {
    const { page } = await stage.student('ist190001', CAMPUS.torreNorte);
    const { token } = (await (await page.request.get(`${stage.url}/API/session`)).json()) as {
      token: string;
    };
    await page.request.delete(`${stage.url}/API/session`, { headers: { authorization: `Bearer ${token}` } });
    await page.getByTestId('expired').waitFor();

    await stage.screens.look(page, 'expired');
  }, 40_000);

  it.each([
    ['refused', 'pt-PT', /recusaste o acesso/],
    ['refused-english', 'en-GB', /refused access/],
  ])(
    'the sign-in did not work: %s',
    async (state, locale, words) => {
      const { page } = await stage.visitor(undefined, { locale });
      await page.goto(`${stage.url}/login?error=access_denied`);
      await page.getByText(words).first().waitFor();

      await stage.screens.look(page, state);
    },
    40_000,
  );

  it('the documents of the interface, which nobody else is asked for', async () => {
    const { page, complaints } = await stage.visitor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${stage.url}/API/docs`);
    await page.getByRole('heading', { level: 1 }).waitFor();

    await page.getByRole('link', { name: 'new_bot' }).click();
    const shown = await page.locator('#event-new_bot h3').isVisible();
    // They are all made alike, and a hundred and fifty take axe a minute: some of each kind stay.
    await page.evaluate(() => {
      const kept = ['login', 'sendBotMessage', 'adminUsers', 'event-new_bot', 'schema-BotAuth'];
      for (const part of document.querySelectorAll('article, .schema'))
        if (!kept.includes(part.id)) part.remove();
    });
    await stage.screens.look(page, 'documents', { sizes: ['desktop', 'phone'] });

    expect(shown).toBe(true);
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(stage.url))).toEqual([]);
  }, 40_000);
});
