import { destination } from '@perto/geo';
import { CAMPUS, testServices } from '@perto/testkit';
import type { Browser } from 'playwright-core';
import { Product } from './support/product';
import { launchBrowser, PHONE, Visitor } from './support/visitor';

const { chromium, databaseUrl, amqpUrl } = testServices();
const { torreNorte, meadow } = CAMPUS;

(chromium && databaseUrl && amqpUrl ? describe : describe.skip)('two students at the page', () => {
  let product: Product;
  let browser: Browser;
  let visitors: Visitor[];

  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start(), launchBrowser()]);
  }, 40_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  }, 20_000);
  beforeEach(() => {
    visitors = [];
  });
  afterEach(async () => {
    await Promise.all(visitors.map((visitor) => visitor.leave()));
  });

  async function arrive(
    ...options: Parameters<typeof Visitor.arrive> extends [Browser, ...infer Rest] ? Rest : never
  ) {
    const visitor = await Visitor.arrive(browser, ...options);
    visitors.push(visitor);
    return visitor;
  }

  it('lets a newcomer in from the front door: the provider, a made-up person, consent, the map', async () => {
    const { page, complaints } = await arrive(torreNorte);

    await page.goto(product.url);
    await page.getByRole('button').first().click(); // the first of the made-up people
    await page.getByRole('button', { name: /^(allow|authori[sz]e|agree|continue)/i }).click();
    await page.getByTestId('campus').waitFor();

    await page.getByText('Torre Norte').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    expect(complaints).toEqual([]);
  }, 30_000);

  it('shows each to the other, on the map and in the lists, and carries messages both ways', async () => {
    const ana = await arrive(torreNorte);
    const rui = await arrive(destination(torreNorte, 24, 0), {
      viewport: PHONE,
      isMobile: true,
      hasTouch: true,
    });
    await ana.signIn(product.url, 'ana');
    await rui.signIn(product.url, 'rui');

    await ana.person('rui').waitFor();
    await rui.person('ana').waitFor();
    await ana.page.locator('.leaflet-container').getByText('Rui').first().waitFor();
    const listed = await ana.person('rui').textContent();
    await ana.write('Olá <b>Rui</b> 🙂');
    await rui.talkTo('ana');
    await rui.message('Olá <b>Rui</b> 🙂').waitFor();
    await rui.write('Olá, Ana!');
    await ana.message('Olá, Ana!').waitFor();

    expect(await ana.message('Olá, Ana!').count()).toBe(1);
    expect(listed).toMatch(/24 m/);
    expect([...ana.complaints, ...rui.complaints]).toEqual([]);
  }, 40_000);

  it('follows somebody who walks away and comes back, without asking', async () => {
    const ana = await arrive(torreNorte);
    const rui = await arrive(destination(torreNorte, 24, 0));
    await ana.signIn(product.url, 'ana');
    await rui.signIn(product.url, 'rui');
    await ana.person('rui').waitFor();

    await rui.page.context().setGeolocation({ ...destination(torreNorte, 85, 0), accuracy: 10 });
    await ana.person('rui').waitFor({ state: 'detached', timeout: 20_000 });
    await rui.page.context().setGeolocation({ ...destination(torreNorte, 20, 0), accuracy: 10 });
    await ana.person('rui').waitFor({ timeout: 20_000 });

    expect(await ana.person('rui').textContent()).toMatch(/20 m/);
  }, 60_000);

  it('brings others in when the range grows, and remembers it', async () => {
    const ana = await arrive(meadow);
    const rui = await arrive(destination(meadow, 150, 0));
    await ana.signIn(product.url, 'eva');
    await rui.signIn(product.url, 'rui');
    await ana.page.getByText('Nobody within 50 m').waitFor();

    const metres = ana.page.getByLabel('Range in metres');
    await metres.fill('200');
    await metres.press('Enter');
    await ana.person('rui').waitFor();
    await ana.page.reload();
    await ana.person('rui').waitFor();

    expect(await ana.page.getByLabel('Range in metres').inputValue()).toBe('200');
  }, 40_000);

  it('leaves at once on sign-out, and does not sign straight in again', async () => {
    const ana = await arrive(torreNorte);
    const rui = await arrive(destination(torreNorte, 24, 0));
    await ana.signIn(product.url, 'ana');
    await rui.signIn(product.url, 'rui');
    await rui.person('ana').waitFor();

    await ana.page.getByTestId('account-menu').click();
    await ana.page.getByTestId('sign-out').click();
    await ana.page.waitForURL(`${product.url}/signed-out`);
    await rui.person('ana').waitFor({ state: 'detached', timeout: 3000 });
    const session = await ana.page.request.get(`${product.url}/API/session`);

    expect(session.status()).toBe(401);
    await ana.page.getByText('You left Perto.').waitFor();
  }, 40_000);
});
