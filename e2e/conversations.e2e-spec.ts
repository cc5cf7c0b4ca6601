import { CAMPUS, eventually } from '@perto/testkit';
import { describeAtThePage } from './support/gathering';
import { wroteBefore } from './support/past';
import type { Visitor } from './support/visitor';

const SEVERAL = '*';

describeAtThePage('conversations', (gathering) => {
  it('bring one message to everybody in range, and each answer into a conversation of its own', async () => {
    const at = gathering.meadow;
    const ana = await gathering.enter('ana', at);
    const rui = await gathering.enter('rui', at);
    const eva = await gathering.enter('eva', at);
    await Promise.all([ana.person(rui).waitFor(), ana.person(eva).waitFor()]);

    await ana.write('Quem vem almoçar?');
    await Promise.all([rui.talkTo(ana), eva.talkTo(ana)]);
    await rui.message('Quem vem almoçar?').getByText('To 2 people').waitFor();
    await eva.message('Quem vem almoçar?').getByText('To 2 people').waitFor();
    await rui.write('Eu!');
    await eva.write('Hoje não');

    expect(await ana.page.getByTestId('talking-to').textContent()).toContain('To several people');
    await ana.message('Quem vem almoçar?').getByText('To 2 people').waitFor();
    await ana.openTab('Messages');
    await ana.conversationRow(rui).getByText('Eu!').waitFor();
    await ana.conversationRow(eva).getByText('Hoje não').waitFor();
    await ana.conversationRow(SEVERAL).getByText('To 2 people: Quem vem almoçar?').waitFor();
    await ana.conversationRow(rui).click();
    await ana.message('Eu!').waitFor();
    expect(await ana.texts()).toEqual(['Quem vem almoçar?', 'Eu!']);
    expect([...ana.complaints, ...rui.complaints, ...eva.complaints]).toEqual([]);
  }, 40_000);

  it('count what is unread in the row, on the marker, on the tab and in the title of every tab, until it is opened', async () => {
    const { ana, rui } = await gathering.givenTwo();
    const second = await ana.page.context().newPage();
    await second.goto(gathering.product.url);
    await second.getByTestId('tab-messages').waitFor();
    const unread = async () => ({
      row: await ana.person(rui).getByTestId('unread').allTextContents(),
      marker: await ana.marker(rui).locator('.map-badge:not([hidden])').allTextContents(),
      tab: /(\d) unread/.exec((await ana.page.getByTestId('tab-messages').textContent()) ?? '')?.[1],
      titles: [await ana.page.title(), await second.title()],
    });
    const untilTitlesAre = (title: string) =>
      eventually(`titles are ${title}`, async () =>
        (await unread()).titles.every((shown) => shown === title),
      );

    await rui.student.send([ana.id], 'um');
    await rui.student.send([ana.id], 'dois');
    await untilTitlesAre('(2) Perto');
    const before = await unread();
    await ana.talkTo(rui);
    await untilTitlesAre('Perto');
    const after = await unread();
    await ana.stopTalking();
    await ana.page.reload();
    await ana.person(rui).getByText('dois').waitFor();

    expect(before).toMatchObject({ row: ['2'], marker: ['2'], tab: '2' });
    expect(after).toMatchObject({ row: [], marker: [], tab: undefined });
    expect(await unread()).toMatchObject({ row: [], marker: [], tab: undefined, titles: ['Perto', 'Perto'] });
  }, 40_000);

  it('show a message once, in whatever order the answers about it come', async () => {
    const { ana, rui } = await gathering.givenTwo();
    // The history of everything comes late; that of the one conversation does not.
    await ana.page.route('**/API/messages', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue().catch(() => undefined); // the page may be gone by then
    });

    await rui.student.send([ana.id], 'uma vez');
    await ana.person(rui).getByText('uma vez').waitFor();
    await ana.talkTo(rui);
    await ana.message('uma vez').waitFor();
    await ana.page.waitForTimeout(2000); // the late answers are there too

    expect(await ana.texts()).toEqual(['uma vez']);
  }, 20_000);

  it('have the newest at hand, fetch older ones as one scrolls up, and lose the place nowhere', async () => {
    const { ana, rui } = await gathering.givenTwo();
    const all = Array.from({ length: 125 }, (_, index) => `linha ${index + 1}`);
    await wroteBefore(
      gathering.product,
      all.map((text) => ({ from: rui.id, to: [ana.id], text, at: new Date() })),
    );
    await ana.page.reload();
    await ana.talkTo(rui);
    await ana.message('linha 125').waitFor();

    expect(await shown(ana, 'linha 125')).toBe(true);
    const first = (await ana.texts())[0] ?? '';
    await ana.message(first).first().scrollIntoViewIfNeeded();
    await ana.page.mouse.move(1250, 400);
    await ana.page.mouse.wheel(0, -300);
    await eventually('an older page has come', async () => (await ana.texts())[0] !== first);
    expect(await shown(ana, first)).toBe(true);
    await eventually('everything is read', async () => {
      await ana.page.mouse.wheel(0, -4000);
      return (await ana.texts())[0] === 'linha 1';
    });

    expect(first).not.toBe('linha 1');
    expect(await ana.texts()).toEqual(all);
    await ana.page.mouse.wheel(0, 100_000);
    await eventually('the newest is in view', () => shown(ana, 'linha 125'));
  }, 40_000);

  it('are searched whatever the accents, and opened at the message far back', async () => {
    const { ana, rui } = await gathering.givenTwo();
    await rui.student.send([ana.id], 'Amanhã há CAFÉ na cantina');
    const later = Array.from({ length: 120 }, (_, index) => `linha ${index + 1}`);
    await wroteBefore(
      gathering.product,
      later.map((text) => ({ from: rui.id, to: [ana.id], text, at: new Date() })),
    );
    await ana.page.reload();

    await ana.openTab('Messages');
    await ana.page.getByTestId('search-messages').fill('cafe');
    await ana.page.getByTestId('found-message').click();
    await ana.message('Amanhã há CAFÉ na cantina').waitFor();
    await eventually('it is in view', () => shown(ana, 'Amanhã há CAFÉ na cantina'));

    expect(await ana.page.getByTestId('found-message').locator('mark').textContent()).toBe('CAFÉ');
    expect(await ana.page.getByTestId('talking-to').textContent()).toContain(rui.name);
  }, 40_000);

  it('mark a bot plainly, on the map, in the list and in the conversation, and bring it what one answers', async () => {
    const ana = await gathering.enter('ana', CAMPUS.torreNorte);
    const line = await gathering.bot('cantina', CAMPUS.torreNorte.id);

    expect((await line.owner.say('Hoje há bacalhau à Brás')).json).toMatchObject({ reached: 1 });
    await ana.openTab('Messages');
    await ana.conversationRow(line.owner).getByText('Bot', { exact: true }).waitFor();
    await ana.page
      .getByTestId('map')
      .getByRole('button', { name: /Torre Norte.*1 bot/ })
      .waitFor();
    await ana.conversationRow(line.owner).click();
    await ana.message('Hoje há bacalhau à Brás').getByTestId('sender').waitFor();
    await ana.write('A que horas?');
    await ana.sent('A que horas?');
    await eventually('the bot has the answer', () => line.pushed.length === 1);
    await line.owner.answer([ana.id], 'Ao meio-dia');
    await ana.message('Ao meio-dia').waitFor();

    expect(await ana.conversation.getByTestId('sender').first().textContent()).toContain(
      'Bot of Torre Norte',
    );
    expect(line.pushed[0]).toMatchObject({ sender: { id: ana.id }, message: 'A que horas?' });
    expect(ana.complaints).toEqual([]);
  }, 20_000);

  it('follow only addresses of the web, and take nothing that is written for markup', async () => {
    const { ana, rui } = await gathering.givenTwo();
    const text =
      'Vê https://tecnico.ulisboa.pt/?a=1&b=2 não javascript:alert(1) <img src=x onerror=alert(1)> 👩🏽‍🔬 &amp;';
    await rui.student.send([ana.id], text);
    await ana.talkTo(rui);
    await ana.message('Vê').waitFor();

    const links = await ana.conversation.getByRole('link').evaluateAll((all) =>
      all.map((link) => ({
        href: link.getAttribute('href'),
        rel: link.getAttribute('rel')?.split(' '),
        target: link.getAttribute('target'),
      })),
    );
    expect(links).toEqual([
      {
        href: 'https://tecnico.ulisboa.pt/?a=1&b=2',
        rel: expect.arrayContaining(['noopener', 'noreferrer']) as string[],
        target: '_blank',
      },
    ]);
    expect(await ana.texts()).toEqual([text]);
    expect(await ana.conversation.locator('img').count()).toBe(0);
    expect(ana.complaints).toEqual([]);
  }, 20_000);

  it('fold a long text, and show it whole on demand', async () => {
    const { ana, rui } = await gathering.givenTwo();
    const long = `Princípio ${'palavra '.repeat(120)}fim`;
    await rui.student.send([ana.id], long);
    await ana.talkTo(rui);
    const message = ana.message('Princípio');
    const unfold = message.getByTestId('unfold');

    const folded = await message.getByTestId('text').textContent();
    await unfold.click();
    await message.getByText('fim').waitFor();
    const whole = await message.getByTestId('text').textContent();
    await unfold.click();
    await message.getByText('fim').waitFor({ state: 'detached' });

    expect(folded?.length).toBeLessThan(500);
    expect(whole).toBe(long);
    expect(await message.getByTestId('text').textContent()).toBe(folded);
  }, 20_000);

  it('take an emoji where the caret stands', async () => {
    const { ana, rui } = await gathering.givenTwo();
    await ana.talkTo(rui);
    const composer = await ana.composer();
    const field = composer.getByTestId('message-text');
    await field.fill('bom dia');
    await field.press('Home');

    await composer.getByTestId('emoji').click();
    const emoji = composer.getByRole('dialog').getByRole('group').getByRole('button').first();
    const picked = ((await emoji.textContent()) ?? '').trim();
    await emoji.click();
    await field.press('Enter');
    await ana.sent(`${picked}bom dia`);

    expect(picked).toMatch(/\p{Extended_Pictographic}/u);
    expect((await rui.tab.receive()).map(({ message }) => message)).toEqual([`${picked}bom dia`]);
  }, 20_000);
});

/** True when this message stands within the part of the conversation that one sees. */
function shown(visitor: Visitor, text: string): Promise<boolean> {
  return visitor.conversation.locator('.scroll').evaluate((scroll, wanted) => {
    const all = [...scroll.querySelectorAll<HTMLElement>('[data-testid=text]')];
    const line = all.find((each) => each.textContent === wanted)?.getBoundingClientRect();
    const { top, bottom } = scroll.getBoundingClientRect();
    return line !== undefined && line.top >= top - 1 && line.bottom <= bottom + 1;
  }, text);
}
