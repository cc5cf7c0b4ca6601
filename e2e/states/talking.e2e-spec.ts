import { PATHS } from '@perto/contract';
import { destination } from '@perto/geo';
import { CAMPUS, Student, testServices, type Tab } from '@perto/testkit';
import type { Page } from 'playwright-core';
import { Crowd, scattered } from '../support/crowd';
import { allowBot, wroteBefore, type PastMessage } from '../support/past';
import { whenSending } from '../support/sending';
import { Stage } from '../support/stage';

const { chromium, databaseUrl, amqpUrl } = testServices();
const { torreNorte, meadow } = CAMPUS;
// Suites that run side by side share one broker: whoever is written to live here is in no other of them.
const ME = 'ist190010';
const LONELY = 'ist190011';
const [ANA, RUI, LONG, MARYAM] = ['ist190001', 'ist190002', 'ist190009', 'ist190007'] as const;
const FRIENDS: readonly string[] = [ANA, RUI, LONG, MARYAM];
const BOTH = ['desktop', 'phone'] as const;

(chromium && databaseUrl && amqpUrl ? describe : describe.skip)('what people say', () => {
  let stage: Stage;
  let crowd: Crowd;
  let page: Page;

  beforeAll(async () => {
    stage = await Stage.open('talking');
    const around = scattered(torreNorte, 10, 100);
    crowd = await Crowd.gather(
      stage.url,
      FRIENDS.map((id, index) => ({ id, at: destination(torreNorte, 12 * index - 20, 15) })).concat(around),
      async () => {
        await stage.product.query('UPDATE user SET name = ? WHERE id = ?', ['مريم الحسيني', MARYAM]);
      },
    );
    const all = crowd.students.map(({ id }) => id);
    await allowBot(stage.product, 'cantina', torreNorte.id);
    await wroteBefore(stage.product, longTalk(all));
    await (await Student.signIn(stage.url, ME)).look(120);
    ({ page } = await stage.student(ME, torreNorte));
    await page.getByTestId('person').nth(10).waitFor();
  }, 60_000);
  afterAll(async () => {
    crowd.leave();
    await stage.close();
  }, 20_000);

  const conversation = () => page.getByTestId('conversation');
  const open = async (id: string) => {
    await page.goto(`${stage.url}/?with=${encodeURIComponent(id)}`);
    await conversation().getByTestId('message').first().waitFor();
  };
  const write = async (text: string) => {
    await conversation().getByTestId('message-text').fill(text);
    await conversation().getByTestId('send').click();
  };

  it('nothing said yet', async () => {
    const visitor = await stage.student(LONELY, meadow);
    await visitor.page.getByTestId('tab-messages').click();
    await visitor.page
      .getByText('Ainda não há mensagens')
      .or(visitor.page.locator('.empty'))
      .first()
      .waitFor();

    await stage.screens.look(visitor.page, 'no-messages', { sizes: BOTH });
    await visitor.leave();
  }, 40_000);

  it('the list of conversations, with what is new', async () => {
    await crowd.student(ANA).send([ME], 'Já cá estou 🎉');
    await crowd.student(MARYAM).send([ME], 'أراك في المكتبة بعد الظهر، حسناً؟');
    await page.getByTestId('tab-messages').click();
    await page.getByTestId('conversation-row').getByText('المكتبة').waitFor();

    await stage.screens.look(page, 'conversations');
  }, 40_000);

  it('a conversation of several days, with what is new in it', async () => {
    await page.locator(`[data-testid=conversation-row][data-id="${ANA}"]`).getByRole('button').click();
    await conversation().getByTestId('fresh').waitFor();

    await stage.screens.look(page, 'conversation');
  }, 40_000);

  it('the same from its beginning', async () => {
    await conversation().getByTestId('message').first().scrollIntoViewIfNeeded();

    await stage.screens.look(page, 'conversation-beginning', { sizes: BOTH });
  }, 40_000);

  it('from right to left', async () => {
    await open(MARYAM);

    await stage.screens.look(page, 'right-to-left');
  }, 40_000);

  it('a name that does not end', async () => {
    await open(LONG);

    await stage.screens.look(page, 'long-name', { sizes: ['desktop', 'small', 'phone'] });
  }, 40_000);

  it('on its way, waiting, then not sent', async () => {
    await open(RUI);
    let give = () => undefined as void;
    const held = new Promise<void>((resolve) => (give = resolve));
    const pass = await whenSending(page, async (route) => {
      await held;
      await route.abort();
    });
    await write('Deixei-te o livro na receção.');
    await page.locator('[data-testid=message][data-state=sending]').waitFor();
    await stage.screens.look(page, 'sending', { sizes: BOTH });

    await write('E as folhas também.');
    give();
    await page.getByText('2 por enviar.').waitFor();
    await stage.screens.look(page, 'waiting');

    await pass();
    const refuse = await whenSending(page, (route) => route.fulfill({ status: 413, body: '{}' }));
    const failed = page.locator('[data-testid=message][data-state=failed]');
    await failed.nth(1).waitFor();
    await stage.screens.look(page, 'not-sent');
    await refuse();
    for (let left = 2; left > 0; left--) await failed.first().getByTestId('discard').click();
  }, 60_000);

  it('delivered, then seen', async () => {
    await open(RUI);
    const tab = await crowd.student(RUI).open({ push: true });
    await write('Estou no bar da torre.');
    await page.getByText(/· Entregue$/).waitFor();
    await stage.screens.look(page, 'delivered', { sizes: BOTH });

    await seeAll(tab);
    await page.getByText(/· Vista$/).waitFor();
    await stage.screens.look(page, 'seen');
    tab.close();
  }, 40_000);

  it('delivered to some of several, and seen by fewer', async () => {
    await open('*');
    await page.locator('.panel').getByTestId('message-text').fill('Alguém tem uma régua?');
    await page.locator('.panel').getByTestId('send').click();
    await page.getByTestId('message').getByText('Alguém tem uma régua?').waitFor();
    const tabs = await Promise.all(
      [ANA, RUI, LONG].map((id) => crowd.student(id).open({ push: true, after: null })),
    );
    await page.getByText(/· Entregue a 3 de \d+$/).waitFor();
    await seeAll(tabs[0]!);
    await page.getByText(/· Entregue a 3 de \d+, vista por 1$/).waitFor();

    await stage.screens.look(page, 'seen-by-some');
    for (const tab of tabs) tab.close();
  }, 40_000);

  it('to somebody who is out of reach', async () => {
    const stranger = 'ist240000';
    await Student.signIn(stage.url, stranger);
    await wroteBefore(stage.product, [
      { from: ME, to: [stranger], text: 'Olá! Ainda aí estás?', at: new Date(Date.now() - 86_400_000) },
    ]);
    await open(stranger);
    await write('Perdeste um caderno azul?');
    // Right after a break of the connection others may come back: for 20 s it is no refusal then.
    await page.locator('[data-testid=message][data-state=failed]').waitFor({ timeout: 30_000 });

    await stage.screens.look(page, 'out-of-reach', { sizes: BOTH });
    await page.getByTestId('discard').click();
  }, 60_000);

  it.each([
    ['to-several', '*'],
    ['bot', 'cantina'],
  ])(
    'what went to many: %s',
    async (state, id) => {
      await open(id);

      await stage.screens.look(page, state);
    },
    40_000,
  );

  it('whom it goes to, and emoji', async () => {
    await open(ANA);
    const opened = (button: string) => ({
      sizes: BOTH,
      atEachSize: async () => {
        if (await page.locator('dialog[open]').isVisible()) await page.keyboard.press('Escape');
        await conversation().getByTestId(button).click();
      },
    });
    await stage.screens.look(page, 'emoji', opened('emoji'));
    await page.keyboard.press('Escape');
    await conversation().getByTestId('message-text').fill('Vamos?');
    await stage.screens.look(page, 'audience', opened('to'));
    await page.keyboard.press('Escape');
  }, 40_000);

  it('more than fits into one message', async () => {
    await open(ANA);
    await conversation().getByTestId('message-text').fill('Um texto muito comprido. '.repeat(81));

    await stage.screens.look(page, 'too-long', { sizes: BOTH });
    await conversation().getByTestId('message-text').fill('');
  }, 40_000);

  it('looked for, found and not found', async () => {
    await page.goto(stage.url);
    await page.getByTestId('tab-messages').click();
    const search = page.getByTestId('search-messages');
    await search.fill('livro');
    await page.getByTestId('found-message').first().waitFor();
    await stage.screens.look(page, 'search');

    await search.fill('rinoceronte');
    await page.locator('.empty').first().waitFor();
    await stage.screens.look(page, 'search-nothing', { sizes: BOTH });
    await search.fill('');
  }, 40_000);

  it('in English', async () => {
    await page.getByTestId('account-menu').click();
    await page.getByTestId('language-en').click();
    await page.keyboard.press('Escape');
    await stage.screens.look(page, 'conversations-english', { sizes: BOTH });
    await open(ANA);

    await stage.screens.look(page, 'conversation-english');
  }, 40_000);
});

/** Somebody has everything before their eyes that was pushed to them. */
async function seeAll({ owner, pushed }: Tab): Promise<void> {
  const answer = await owner.post(PATHS.messagesSeen, { ids: pushed.map(({ id }) => id).slice(-100) });
  if (answer.status !== 204) throw new Error(`seen: ${answer.status} ${answer.text}`);
}

/** What was said in the last days: of every kind of text, by every kind of sender. */
function longTalk(everybody: readonly string[]): PastMessage[] {
  const ago = (days: number, hour: number, minute: number) => {
    const at = new Date(Date.now() - days * 86_400_000);
    at.setUTCHours(hour, minute, 0, 0);
    return at;
  };
  const some = everybody.slice(0, 9);
  const folded =
    'Resumo da reunião: ficámos de entregar o relatório na sexta, com os gráficos refeitos. '.repeat(12);
  return [
    { from: RUI, to: [ME], text: 'Tens o livro de Análise?', at: ago(3, 9, 2) },
    {
      from: ME,
      to: [RUI],
      text: 'Tenho, está na biblioteca. O livro é este: https://example.org/livro',
      at: ago(3, 9, 3),
    },
    { from: LONG, to: [ME], text: 'Obrigada!', at: ago(3, 10, 0) },
    { from: ANA, to: [ME], text: 'Bom dia! Vais à aula das 10?', at: ago(2, 8, 40) },
    { from: ME, to: [ANA], text: 'Vou. Guardas-me lugar?', at: ago(2, 8, 41) },
    { from: ANA, to: [ME], text: 'Claro 🙂', at: ago(2, 8, 41) },
    { from: ANA, to: [ME], text: '👍🎉', at: ago(2, 8, 42) },
    { from: ME, to: [MARYAM], text: 'Olá! A que horas?', at: ago(1, 9, 0) },
    { from: MARYAM, to: [ME], text: 'مرحبا! في الساعة 15:30، Torre Norte، الطابق الثاني.', at: ago(1, 9, 1) },
    { from: ANA, to: [ME], text: folded.trim(), at: ago(1, 9, 30) },
    {
      from: ANA,
      to: [ME],
      text: 'As folhas estão em https://example.org/folhas/analise?semana=9&tipo=pr%C3%A1tica e <b>não</b> em www.example.com',
      at: ago(1, 9, 31),
    },
    { from: ME, to: [ANA], text: `Rápido: ${'a'.repeat(120)}`, at: ago(1, 9, 40) },
    { from: ME, to: [...some], text: 'Alguém tem carregador USB-C?', at: ago(1, 11, 0) },
    { from: ANA, to: [ME, ...some.slice(1)], text: 'Há bolo no bar da torre!', at: ago(1, 11, 5) },
    {
      from: 'cantina',
      to: [ME, ...some],
      text: 'Hoje: bacalhau à Brás ou caril de legumes.',
      at: ago(1, 11, 30),
      bot: true,
    },
    { from: 'cantina', to: [ME, ...some], text: 'A cantina fecha às 14:30.', at: ago(0, 0, 1), bot: true },
    { from: ME, to: [...some], text: 'Já tenho, obrigada a todos.', at: ago(0, 0, 2) },
  ];
}
