import { destination } from '@perto/geo';
import { eventually } from '@perto/testkit';
import { describeAtThePage } from './support/gathering';
import type { Visitor } from './support/visitor';

describeAtThePage('keys', (gathering) => {
  it('lead from the sign-in into a conversation and back without a mouse', async () => {
    const at = gathering.meadow;
    const rui = await gathering.invite('rui', destination(at, 20, 0));
    const ana = await gathering.arrive(at);
    await ana.page.goto(`${gathering.product.url}/signed-out`);
    await tabTo(ana, (node) => node.dataset['testid'] === 'sign-in');
    expect(await focused(ana)).toMatchObject({ testId: 'sign-in' });
    await ana.signIn(gathering.product.url, gathering.id('ana'));
    await ana.person(rui).waitFor();

    await tabTo(ana, (node) => node.closest('[data-testid=person]') !== null);
    await ana.page.keyboard.press('Enter');
    await ana.conversation.waitFor();
    await eventually('one can write at once', async () => (await focused(ana)).testId === 'message-text');
    await ana.page.keyboard.type('olá das teclas');
    await ana.page.keyboard.press('Enter');
    await ana.sent('olá das teclas');
    expect(await focused(ana)).toMatchObject({ testId: 'message-text' });
    await ana.page.keyboard.press('Escape');
    await ana.conversation.waitFor({ state: 'detached' });

    await eventually('focus is back on the row', async () => (await focused(ana)).row === rui.id);
    expect((await rui.tab.receive()).map(({ message }) => message)).toEqual(['olá das teclas']);
  }, 30_000);

  it('never lose the focus to nowhere while dialogs, tabs and the place editor come and go', async () => {
    const { ana } = await gathering.givenTwo({ metresApart: 20 });
    const { page } = ana;
    const steps: [string, () => Promise<void>][] = [
      ['a tab', () => page.getByTestId('tab-messages').press('Enter')],
      ['the next tab', () => page.keyboard.press('ArrowLeft')],
      ['back at the first', () => page.getByTestId('tab-nearby').press('Enter')],
      ['the place editor', () => page.getByTestId('set-position').press('Enter')],
      ['the editor closed', () => page.getByTestId('close-editor').press('Enter')],
      ['the menu', () => page.getByTestId('account-menu').press('Enter')],
      ['the menu closed', () => page.keyboard.press('Escape')],
      ['the audience', () => page.locator('.panel').getByTestId('choose-audience').press('Enter')],
      ['the audience closed', () => page.keyboard.press('Escape')],
    ];
    const lost: string[] = [];
    for (const [what, step] of steps) {
      await step();
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30))));
      if ((await focused(ana)).nowhere) lost.push(what);
    }

    expect(lost).toEqual([]);
  }, 20_000);

  it('go over the map as one stop: arrows from mark to mark, Enter opens, Escape leaves', async () => {
    const at = gathering.meadow;
    const [rui, eva] = [
      await gathering.invite('rui', destination(at, 0, -30)),
      await gathering.invite('eva', destination(at, 0, 30)),
    ];
    const ana = await gathering.enter('ana', at);
    await Promise.all([ana.marker(rui).waitFor(), ana.marker(eva).waitFor()]);
    const stops = () =>
      ana.page
        .getByTestId('map')
        .locator('[data-testid=map-person], [data-testid=map-building], [data-testid=map-cluster]')
        .evaluateAll((all) => all.filter((node) => (node as HTMLElement).tabIndex === 0).length);

    expect(await stops()).toBe(1);
    await tabTo(ana, (node) => node.dataset['testid'] === 'map-person');
    await ana.page.keyboard.press('ArrowLeft');
    await ana.page.keyboard.press('ArrowLeft');
    expect(await focused(ana)).toMatchObject({ testId: 'map-person', id: rui.id });
    await ana.page.keyboard.press('ArrowRight');
    expect(await focused(ana)).toMatchObject({ testId: 'map-person', id: eva.id });
    expect(await stops()).toBe(1);
    await ana.page.keyboard.press('Enter');
    await ana.page.getByTestId('talking-to').getByText(eva.name).waitFor();
    await ana.page.keyboard.press('Escape');
    await ana.conversation.waitFor({ state: 'detached' });
    await eventually('focus is back on the marker', async () => (await focused(ana)).id === eva.id);
    await ana.page.keyboard.press('Escape'); // lets go of who is selected
    await ana.page.locator('[data-testid=map-person][aria-pressed=true]').waitFor({ state: 'detached' });
    await ana.page.keyboard.press('Escape');

    expect(await focused(ana)).toMatchObject({ testId: 'map' });
  }, 30_000);

  it('hear three messages at once as three lines: sender, text, time', async () => {
    const { ana, rui } = await gathering.givenTwo({ metresApart: 20 });

    await Promise.all(['um', 'dois', 'três'].map((text) => rui.student.send([ana.id], text)));
    const lines = ana.page.getByTestId('announcements').locator('p');
    await eventually('three lines', async () => (await lines.count()) === 3);
    await ana.person(rui).getByTestId('unread').getByText('3').waitFor();

    const said = await lines.allTextContents();
    expect(said.toSorted()).toEqual(
      ['dois', 'três', 'um'].map(
        (text) => expect.stringMatching(new RegExp(`^${rui.name}: ${text}, \\d\\d:\\d\\d$`)) as string,
      ),
    );
  }, 20_000);
});

interface Focus {
  testId: string | undefined;
  /** The id that the focused element stands for. */
  id: string | undefined;
  /** The person in whose row it is. */
  row: string | undefined;
  nowhere: boolean;
}

function focused({ page }: Visitor): Promise<Focus> {
  return page.evaluate(() => {
    const node = document.activeElement as HTMLElement | null;
    return {
      testId: node?.dataset['testid'],
      id: node?.dataset['id'],
      row: node?.closest<HTMLElement>('[data-testid=person]')?.dataset['id'],
      nowhere: !node || node === document.body || node === document.documentElement,
    };
  });
}

/** Presses Tab until the focus is where it is wanted. */
async function tabTo({ page }: Visitor, wanted: (node: HTMLElement) => boolean): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const there = await page.evaluateHandle(() => document.activeElement as HTMLElement);
    if (await there.evaluate(wanted)) return;
  }
  throw new Error('Tab does not lead there');
}
