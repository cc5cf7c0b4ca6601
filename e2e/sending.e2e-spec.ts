import { describeAtThePage } from './support/gathering';
import { whenSending } from './support/sending';

const AWAY = { status: 503, headers: { 'retry-after': '2' }, body: '{}' };

describeAtThePage('sending', (gathering) => {
  const received = async ({ tab }: { tab: { receive(): Promise<{ message: string }[]> } }) =>
    (await tab.receive()).map(({ message }) => message);

  it('say when a message is on its way, and when it is sent', async () => {
    const { ana, rui } = await gathering.givenTwo();
    await ana.talkTo(rui);
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await whenSending(ana.page, async (route) => {
      await answered;
      await route.continue();
    });

    await ana.write('já vou');
    await ana.stateOf('já vou').getByText('Sending…').waitFor();
    answer();
    await ana
      .stateOf('já vou')
      .getByText(/^\s*Sent at \d\d:\d\d/)
      .waitFor();

    expect(await ana.texts()).toEqual(['já vou']);
    expect(await received(rui)).toEqual(['já vou']);
  }, 20_000);

  it('say in plain words that the server is away, and send once as soon as it is back', async () => {
    const { ana, rui } = await gathering.givenTwo();
    await ana.talkTo(rui);
    const stop = await whenSending(ana.page, (route) => route.fulfill(AWAY));

    await ana.write('estás aí?');
    await ana.write('estou à porta');
    await ana.page.getByText('2 waiting. They go as soon as Perto can take them.').waitFor();
    await ana.page.getByText('Perto goes on in').waitFor();
    await stop();
    await ana.sent('estás aí?');
    await ana.sent('estou à porta');

    expect(await received(rui)).toEqual(['estás aí?', 'estou à porta']);
    expect(await ana.texts()).toEqual(['estás aí?', 'estou à porta']);
  }, 20_000);

  it('send nothing twice when only the answer was lost', async () => {
    const { ana, rui } = await gathering.givenTwo();
    await ana.talkTo(rui);
    let lost = 0;
    await whenSending(ana.page, async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });

    await ana.write('só uma vez');
    await ana.sent('só uma vez');

    expect(lost).toBe(2);
    expect(await received(rui)).toEqual(['só uma vez']);
    expect(await ana.texts()).toEqual(['só uma vez']);
  }, 20_000);

  it('send once what a reload interrupts', async () => {
    const { ana, rui } = await gathering.givenTwo();
    await ana.talkTo(rui);
    let stored = (): void => undefined;
    const isStored = new Promise<void>((resolve) => (stored = resolve));
    const stop = await whenSending(ana.page, async (route) => {
      await route.fetch();
      stored(); // and nobody is ever answered
    });

    await ana.write('a meio');
    await isStored;
    await stop();
    await ana.page.reload();
    await ana.sent('a meio');
    await ana.connected();
    await ana.page.locator('[data-state=sending], [data-state=waiting]').waitFor({ state: 'detached' });

    expect(await received(rui)).toEqual(['a meio']);
    expect(await ana.texts()).toEqual(['a meio']);
  }, 20_000);

  it('give a discarded message back to the field, and keep it sent to nobody', async () => {
    const { ana, rui } = await gathering.givenTwo();
    await ana.talkTo(rui);
    const stop = await whenSending(ana.page, (route) => route.abort());

    await ana.write('melhor não');
    await ana.message('melhor não').getByTestId('discard').click();
    await ana.message('melhor não').waitFor({ state: 'detached' });
    await stop();

    const field = ana.conversation.getByTestId('message-text');
    expect(await field.inputValue()).toBe('melhor não');
    expect(await field.evaluate((node) => node === document.activeElement)).toBe(true);
    expect(await received(rui)).toEqual([]);
  }, 20_000);

  it('keep two drafts and an unsent message over a reload, and send that when it can be sent', async () => {
    const { ana, rui } = await gathering.givenTwo();
    const eva = await gathering.invite('eva', gathering.meadow);
    const field = ana.conversation.getByTestId('message-text');
    const stop = await whenSending(ana.page, (route) => route.fulfill(AWAY));
    await ana.talkTo(eva);
    await field.fill('rascunho para a Eva');
    await ana.talkTo(rui);
    await ana.write('por enviar');
    await ana.stateOf('por enviar').getByText('Waiting.').waitFor();
    await field.fill('rascunho para o Rui');

    await ana.page.reload();
    await ana.person(eva).waitFor();
    await ana.stateOf('por enviar').getByText('Waiting.').waitFor();
    await stop();
    await ana.sent('por enviar');

    expect(await received(rui)).toEqual(['por enviar']);
    expect(await field.inputValue()).toBe('rascunho para o Rui');
    await ana.talkTo(eva);
    await ana.page.getByTestId('talking-to').filter({ hasText: eva.name }).waitFor();
    expect(await field.inputValue()).toBe('rascunho para a Eva');
  }, 20_000);

  it('say who is out of reach, and send to the others', async () => {
    const { ana, rui } = await gathering.givenTwo();
    const eva = await gathering.invite('eva', gathering.meadow);
    const gone = { id: gathering.id('longe'), name: 'Joana Longe' };
    // Three people were chosen a while ago, and one is gone since.
    await ana.page.evaluate(
      ([key = '', chosen = '']) => sessionStorage.setItem(key, chosen),
      [`perto.audience.${ana.id}`, JSON.stringify([rui, eva, gone].map(({ id, name }) => ({ id, name })))],
    );
    await ana.page.reload();
    await Promise.all([ana.person(rui).waitFor(), ana.person(eva).waitFor()]);

    await ana.write('para os três');
    const message = ana.message('para os três');
    await message.getByText('Joana is out of reach. Send to the other 2?').waitFor();
    await message.getByTestId('retry').click();
    await ana.sent('para os três');

    expect(await Promise.all([rui, eva].map(received))).toEqual([['para os três'], ['para os três']]);
  }, 20_000);

  it('tell the sender that it came, and that it was seen, without asking', async () => {
    const at = gathering.meadow;
    const ana = await gathering.enter('ana', at);
    const rui = await gathering.enter('rui', at);
    await ana.person(rui).waitFor();
    await ana.talkTo(rui);

    await ana.write('Já cá estou');
    await ana.stateOf('Já cá estou').getByText('Delivered', { exact: false }).waitFor();
    await rui.talkTo(ana);
    await ana.stateOf('Já cá estou').getByText('Seen').waitFor();

    expect(await ana.stateOf('Já cá estou').textContent()).toMatch(/^\s*\d\d:\d\d · Seen\s*$/);
  }, 20_000);

  it('count of several how many have it and how many have seen it', async () => {
    const at = gathering.meadow;
    const eva = await gathering.invite('eva', at);
    const ana = await gathering.enter('ana', at);
    const rui = await gathering.enter('rui', at);
    await Promise.all([ana.person(rui).waitFor(), ana.person(eva).waitFor()]);

    await ana.write('Quem vem?');
    await ana.stateOf('Quem vem?').getByText('Delivered to 1 of 2').waitFor();
    await rui.talkTo(ana);
    await ana.stateOf('Quem vem?').getByText('Delivered to 1 of 2, seen by 1').waitFor();
    await eva.tab.receive();
    await ana.stateOf('Quem vem?').getByText('Seen by 1 of 2').waitFor();
  }, 20_000);

  it('show in another tab of the same person what was sent, once it has come', async () => {
    const at = gathering.meadow;
    const ana = await gathering.enter('ana', at);
    const rui = await gathering.enter('rui', at);
    await ana.person(rui).waitFor();
    const other = await ana.page.context().newPage();
    await other.goto(gathering.product.url);
    await other.locator('[data-testid=connection][data-state=online]').waitFor({ state: 'attached' });

    await ana.talkTo(rui);
    await ana.write('do primeiro separador');
    await other.getByTestId('tab-messages').click();

    await other.getByTestId('conversation-row').getByText('You: do primeiro separador').waitFor();
  }, 20_000);
});
