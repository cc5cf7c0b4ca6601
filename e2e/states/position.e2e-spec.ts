import { destination } from '@perto/geo';
import { CAMPUS, testServices } from '@perto/testkit';
import { Stage } from '../support/stage';
import { useDevice } from '../support/device';

const { chromium, databaseUrl, amqpUrl } = testServices();
const { torreNorte } = CAMPUS;
const ANA = 'ist190001';

(chromium && databaseUrl && amqpUrl ? describe : describe.skip)('where one is, and how that is known', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open('position');
  }, 40_000);
  afterAll(() => stage.close(), 20_000);

  const trouble = (device: string) => `[data-testid=no-position][data-device=${device}]`;

  it('before the browser asks: why it will', async () => {
    const visitor = await stage.visitor(torreNorte);
    await useDevice(visitor.page, { permission: 'prompt' });
    await visitor.signIn(stage.url, ANA);
    await visitor.page.locator(trouble('unasked')).waitFor();

    await stage.screens.look(visitor.page, 'unasked');
  }, 40_000);

  it('looking for the first position', async () => {
    const visitor = await stage.visitor(torreNorte);
    await useDevice(visitor.page, { permission: 'granted' });
    await visitor.signIn(stage.url, ANA);
    await visitor.page.locator(trouble('locating')).waitFor();
    await visitor.connected();

    await stage.screens.look(visitor.page, 'locating');
  }, 40_000);

  it.each([
    ['refused', 'pt-PT'],
    ['refused-english', 'en-GB'],
  ])(
    'the browser refuses: %s',
    async (state, locale) => {
      const { page } = await stage.student(ANA, undefined, { locale });
      await page.locator(trouble('refused')).waitFor();

      await stage.screens.look(page, state);
    },
    40_000,
  );

  it('how to allow it again', async () => {
    const { page } = await stage.student(ANA);
    await page.getByTestId('allow-again').locator('summary').click();

    await stage.screens.look(page, 'allow-again', { sizes: ['desktop', 'phone'] });
  }, 40_000);

  it('a device that does not know', async () => {
    const visitor = await stage.visitor(torreNorte);
    await useDevice(visitor.page, { permission: 'granted', lost: true });
    await visitor.signIn(stage.url, ANA);
    await visitor.page.locator(trouble('unavailable')).waitFor();

    await stage.screens.look(visitor.page, 'no-fix');
  }, 40_000);

  it('a device that knows only the city', async () => {
    const { page } = await stage.student(ANA, torreNorte, {
      geolocation: { ...torreNorte, accuracy: 2500 },
    });
    await page.locator(trouble('coarse')).waitFor();

    await stage.screens.look(page, 'coarse');
  }, 40_000);

  it('a wild fix that is not believed', async () => {
    const { page } = await stage.student(ANA, torreNorte);
    await page.getByRole('heading', { name: 'Torre Norte' }).first().waitFor();
    await page.context().setGeolocation({ ...destination(torreNorte, 9000, 0), accuracy: 12 });
    await page.getByTestId('position-trouble').waitFor();

    await stage.screens.look(page, 'wild');
  }, 40_000);

  it('a position of some minutes ago', async () => {
    const visitor = await stage.visitor(torreNorte);
    await useDevice(visitor.page, {
      permission: 'granted',
      fix: { ...torreNorte, accuracy: 12, secondsOld: 370 },
    });
    await visitor.signIn(stage.url, ANA);
    await visitor.page.getByText('Última posição há 6 min').first().waitFor();

    await stage.screens.look(visitor.page, 'stale');
  }, 40_000);

  it('set by hand: the editor, numbers that are none, and the place', async () => {
    const { page } = await stage.student(ANA);
    await page.getByTestId('mark-on-map').click();
    await page.getByTestId('place-editor').waitFor();
    await stage.screens.look(page, 'editor');

    await page.getByTestId('latitude').fill('norte');
    await page.getByTestId('longitude').fill('-9.1');
    await page.getByTestId('set-typed').click();
    await page.locator('#place-problem').waitFor();
    await stage.screens.look(page, 'editor-wrong', { sizes: ['desktop', 'phone'] });

    await page.getByTestId('latitude').fill(String(torreNorte.latitude));
    await page.getByTestId('longitude').fill(String(torreNorte.longitude));
    await page.getByTestId('set-typed').click();
    await page.getByRole('heading', { name: 'Torre Norte' }).first().waitFor();
    if (await page.getByTestId('place-editor').isVisible()) await page.getByTestId('close-editor').click();
    await stage.screens.look(page, 'by-hand');
  }, 60_000);
});
