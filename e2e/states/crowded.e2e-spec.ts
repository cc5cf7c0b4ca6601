import { CAMPUS, Student, testServices } from '@perto/testkit';
import type { Page } from 'playwright-core';
import { Crowd, scattered } from '../support/crowd';
import { Stage } from '../support/stage';

const { chromium, databaseUrl, amqpUrl } = testServices();
const { torreNorte } = CAMPUS;
const ME = 'ist190003';
const BOTH = ['desktop', 'phone'] as const;

(chromium && databaseUrl && amqpUrl ? describe : describe.skip)('a crowded campus', () => {
  let stage: Stage;
  let page: Page;
  const crowds: Crowd[] = [];
  const people = scattered(torreNorte, 500, 230);

  const gather = async (from: number, to: number) =>
    crowds.push(await Crowd.gather(stage.url, people.slice(from, to)));
  const reachable = (count: number) => page.getByPlaceholder(`Procurar entre ${count} pessoas`).waitFor();

  beforeAll(async () => {
    stage = await Stage.open('crowded');
    await gather(0, 120);
    await (await Student.signIn(stage.url, ME)).look(240);
    ({ page } = await stage.student(ME, torreNorte));
  }, 60_000);
  afterAll(async () => {
    for (const crowd of crowds) crowd.leave();
    await stage.close();
  }, 20_000);

  it('120 people in range', async () => {
    await reachable(120);

    await stage.screens.look(page, '120-people');
  }, 40_000);

  it('a message to more than 50 asks first', async () => {
    const panel = page.locator('.panel');
    await panel.getByTestId('message-text').fill('Alguém tem carregador USB-C?');
    await panel.getByTestId('send').click();
    await page.getByRole('alertdialog').waitFor();

    await stage.screens.look(page, 'ask-before-many', { sizes: BOTH });
    await page.keyboard.press('Escape');
    await panel.getByTestId('message-text').fill('');
  }, 40_000);

  it('500 people in range', async () => {
    await gather(120, 500);
    await reachable(500);
    await stage.screens.look(page, '500-people');
  }, 90_000);

  it('one of 500 looked for, and one who is not there', async () => {
    const search = page.getByPlaceholder('Procurar entre 500 pessoas');
    await search.fill('ines');
    await stage.screens.look(page, 'search', { sizes: BOTH });

    await search.fill('zzz');
    await stage.screens.look(page, 'search-nobody', { sizes: BOTH });
    await search.fill('');
  }, 40_000);
});
