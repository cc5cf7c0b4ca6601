import { describeAtThePage } from './support/gathering';
import type { Visitor } from './support/visitor';

const SEND = '**/API/user/message/send';

describeAtThePage('sending', (gathering) => {
  /** A student at the page and one without, close to each other. */
  async function givenTwo() {
    const at = gathering.meadow;
    const rui = await gathering.invite('rui', at);
    const ana = await gathering.enter('ana', at);
    await ana.person(rui).waitFor();
    await rui.student.inRange(at, 100);
    return { ana, rui };
  }

  const texts = (visitor: Visitor) => visitor.conversation.getByTestId('text').allTextContents();

  it('say when a message is on its way, and when it is sent', async () => {
    const { ana, rui } = await givenTwo();
    await ana.talkTo(rui);
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await ana.page.route(SEND, async (route) => {
      await answered;
      await route.continue();
    });

    await ana.write('já vou');
    await ana.message('já vou').getByText('Sending…').waitFor();
    answer();
    await ana
      .message('já vou')
      .getByText(/^\s*Sent at \d\d:\d\d/)
      .waitFor();

    expect(await texts(ana)).toEqual(['já vou']);
    expect((await rui.tab.receive()).map(({ message }) => message)).toEqual(['já vou']);
  }, 20_000);

  it('say in plain words that the server is away, and send once when retried by hand', async () => {
    const { ana, rui } = await givenTwo();
    await ana.talkTo(rui);
    await ana.page.route(SEND, (route) =>
      route.fulfill({ status: 503, headers: { 'retry-after': '2' }, body: '{}' }),
    );

    await ana.write('estás aí?');
    const failed = ana.message('estás aí?');
    await failed
      .getByText(/Not sent\. A part of Perto is away for the moment\. Try again in 2 s\./)
      .waitFor();
    await ana.page.unroute(SEND);
    await ana.page.getByText('Perto goes on in').waitFor({ state: 'detached' });
    await failed.getByTestId('retry').click();
    await failed.getByText('Sent at').waitFor();

    expect((await rui.tab.receive()).map(({ message }) => message)).toEqual(['estás aí?']);
  }, 20_000);

  it('send nothing twice when only the answer was lost', async () => {
    const { ana, rui } = await givenTwo();
    await ana.talkTo(rui);
    await ana.page.route(SEND, async (route) => {
      await route.fetch();
      await route.abort();
    });

    await ana.write('só uma vez');
    const message = ana.message('só uma vez');
    await message.getByText('Not sent. No answer from Perto.').waitFor();
    await ana.page.unroute(SEND);
    await message.getByTestId('retry').click();
    await message.getByText('Sent at').waitFor();

    expect((await rui.tab.receive()).map(({ message: text }) => text)).toEqual(['só uma vez']);
    expect(await message.count()).toBe(1);
  }, 20_000);

  it('give a discarded message back to the field, and keep it sent to nobody', async () => {
    const { ana, rui } = await givenTwo();
    await ana.talkTo(rui);
    await ana.page.route(SEND, (route) => route.abort());

    await ana.write('melhor não');
    await ana.message('melhor não').getByTestId('discard').click();
    await ana.message('melhor não').waitFor({ state: 'detached' });

    const field = ana.conversation.getByTestId('message-text');
    expect(await field.inputValue()).toBe('melhor não');
    expect(await field.evaluate((node) => node === document.activeElement)).toBe(true);
    expect(await rui.tab.receive()).toEqual([]);
  }, 20_000);

  it('keep two drafts and an unsent message over a reload', async () => {
    const { ana, rui } = await givenTwo();
    const eva = await gathering.invite('eva', gathering.meadow);
    const field = ana.conversation.getByTestId('message-text');
    await ana.page.route(SEND, (route) => route.abort());
    await ana.talkTo(eva);
    await field.fill('rascunho para a Eva');
    await ana.talkTo(rui);
    await ana.write('por enviar');
    await ana.message('por enviar').getByTestId('retry').waitFor();
    await field.fill('rascunho para o Rui');

    await ana.page.reload();
    await ana.person(eva).waitFor();

    await ana.message('por enviar').getByTestId('retry').waitFor();
    expect(await field.inputValue()).toBe('rascunho para o Rui');
    await ana.talkTo(eva);
    await ana.page.getByTestId('talking-to').filter({ hasText: eva.name }).waitFor();
    expect(await field.inputValue()).toBe('rascunho para a Eva');
  }, 20_000);

  it('say who is out of reach, and send to the others', async () => {
    const { ana, rui } = await givenTwo();
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
    await message.getByText('Sent at').waitFor();
    const received = await Promise.all([rui, eva].map(({ tab }) => tab.receive()));

    expect(received.map((all) => all.map(({ message: text }) => text))).toEqual([
      ['para os três'],
      ['para os três'],
    ]);
  }, 20_000);
});
