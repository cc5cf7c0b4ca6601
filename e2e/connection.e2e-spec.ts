import { eventually } from '@perto/testkit';
import type { Route } from 'playwright-core';
import { describeAtThePage } from './support/gathering';
import type { Visitor } from './support/visitor';

const NEARBY = '**/API/nearby';

describeAtThePage('the connection', (gathering) => {
  const banner = (visitor: Visitor) => visitor.page.getByTestId('connection');
  const announced = (visitor: Visitor) =>
    visitor.page.getByTestId('announcements').locator('p').allTextContents();

  it('is said to be offline with the time of what is shown, and brings what was missed, announced once', async () => {
    const { ana, rui } = await gathering.givenTwo();

    await ana.page.context().setOffline(true);
    await banner(ana)
      .getByText(/This is how it was at \d\d:\d\d\./)
      .waitFor();
    await banner(ana).getByText('Offline.').first().waitFor();
    await ana
      .person(rui)
      .getByText(/Position at \d\d:\d\d/)
      .waitFor();
    await rui.student.send([ana.id], 'perdeste isto');
    await ana.page.context().setOffline(false);
    await banner(ana).getByText('Back online.').first().waitFor();
    await ana.person(rui).getByText('perdeste isto').waitFor();
    await ana.connected();

    expect(await announced(ana)).toEqual([expect.stringMatching(/^Rui \d+: perdeste isto, \d\d:\d\d$/)]);
    await banner(ana).getByText('Back online.').last().waitFor({ state: 'detached' });
    expect(await announced(ana)).toHaveLength(1);
  }, 30_000);

  it('that is away keeps what is written, and sends it in order and once when it is back', async () => {
    const { ana, rui } = await gathering.givenTwo();
    await ana.talkTo(rui);
    await ana.page.context().setOffline(true);
    await ana.connection('offline');

    for (const text of ['um', 'dois', 'três']) await ana.write(text);
    await ana.stateOf('três').getByText('3 waiting. They go when you are back online.').waitFor();
    await ana.page.context().setOffline(false);
    await banner(ana).getByText('3 messages sent.').waitFor();

    expect((await rui.tab.receive()).map(({ message }) => message)).toEqual(['um', 'dois', 'três']);
    expect(await ana.conversation.getByTestId('text').allTextContents()).toEqual(['um', 'dois', 'três']);
  }, 30_000);

  it('that breaks for a moment is not told, and loses nothing either way', async () => {
    const { ana, rui } = await gathering.givenTwo();
    await ana.talkTo(rui);
    await ana.page.evaluate(() => {
      const node = document.querySelector('[data-testid=connection]')!;
      const seen = [node.textContent.trim()];
      Object.assign(window, { seen });
      new MutationObserver(() => seen.push(node.textContent.trim())).observe(node, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });

    await ana.page.context().setOffline(true);
    await ana.connection('resuming');
    await rui.student.send([ana.id], 'ouves-me?');
    await ana.write('estou a ouvir');
    await ana.page.context().setOffline(false);
    await ana.connected();
    await ana.message('ouves-me?').waitFor();
    await ana.sent('estou a ouvir');
    await ana.page.waitForTimeout(5000); // longer than a break is kept quiet

    const told = await ana.page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(told.filter((words) => words !== '')).toEqual([]);
    expect((await rui.tab.receive()).map(({ message }) => message)).toEqual(['estou a ouvir']);
    expect(await announced(ana)).toContainEqual(expect.stringMatching(/ouves-me\?/));
  }, 30_000);

  it('to a server that stops says so, keeps what was there, and comes back by itself with what was written', async () => {
    const ana = await gathering.enter('ana', gathering.meadow);
    const rui = await gathering.enter('rui', gathering.meadow);
    await ana.person(rui).waitFor();
    await rui.talkTo(ana);

    await gathering.product.restart(async () => {
      await Promise.all([ana.connection('lost'), rui.connection('lost')]);
      await banner(ana).getByText('Perto has stopped for now.').last().waitFor();
      await banner(ana)
        .getByText(/Retrying in \d+ s/)
        .waitFor();
      await ana
        .person(rui)
        .getByText(/Position at \d\d:\d\d/)
        .waitFor();
      await banner(ana).getByRole('button', { name: 'Retry now' }).waitFor();
      await rui.write('ainda cá estou');
      await rui.stateOf('ainda cá estou').getByText('Waiting. It goes when you are back online.').waitFor();
    });
    await Promise.all([ana.connected(), rui.connected()]);
    await rui.sent('ainda cá estou');

    await ana.person(rui).getByText('ainda cá estou').waitFor();
    expect(await announced(ana)).toHaveLength(1);
  }, 60_000);

  it('that answers late shows that it is looking, and then what there is', async () => {
    const at = gathering.meadow;
    const rui = await gathering.invite('rui', at);
    const ana = await gathering.arrive(at);
    await ana.page.route(NEARBY, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 6000));
      await route.continue().catch(() => undefined); // the page may be gone by then
    });

    await ana.signIn(gathering.product.url, gathering.id('ana'));
    await ana.page.getByText('Looking around…').first().waitFor({ state: 'attached' });
    expect(await ana.page.getByTestId('nobody').count()).toBe(0);
    await ana.person(rui).waitFor();

    expect(await ana.page.getByText('Looking around…').count()).toBe(0);
  }, 30_000);

  it.each([
    [429, 'Too much at once.'],
    [503, 'A part of Perto is away.'],
  ])(
    'that is answered %i is left alone for the seconds asked for, in plain words',
    async (status, words) => {
      const at = gathering.meadow;
      const rui = await gathering.invite('rui', at);
      const ana = await gathering.arrive(at);
      const questions: number[] = [];
      const refuse = (route: Route) => {
        questions.push(Date.now());
        return questions.length > 1
          ? route.continue()
          : route.fulfill({ status, headers: { 'retry-after': '3' }, body: '{}' });
      };
      await ana.page.route(NEARBY, refuse);

      await ana.signIn(gathering.product.url, gathering.id('ana'));
      await banner(ana).getByText(words).last().waitFor();
      await banner(ana)
        .getByText(/Perto goes on in [123] s/)
        .waitFor();
      await ana.person(rui).waitFor();
      await banner(ana).getByText(words).last().waitFor({ state: 'detached' });

      const [first = 0, second = 0] = questions;
      expect(second - first).toBeGreaterThanOrEqual(3000);
    },
    30_000,
  );

  it('is shown as refused when the page cannot be opened at all, and opens on another try', async () => {
    const ana = await gathering.arrive(gathering.meadow);
    await ana.page.route('**/API/session', (route) =>
      route.fulfill({ status: 503, headers: { 'retry-after': '1' }, body: '{}' }),
    );
    await ana.page.goto(`${gathering.product.url}/login?login_hint=${gathering.id('ana')}`);
    await ana.page.getByTestId('away').getByText('Perto does not answer').waitFor();

    await ana.page.unroute('**/API/session');
    await eventually('it opens', async () => {
      const retry = ana.page.getByTestId('retry');
      if (await retry.isVisible()) await retry.click().catch(() => undefined);
      return ana.page.getByTestId('campus').isVisible();
    });
  }, 20_000);

  it('whose sign-in has ended asks to sign in again, and the draft is still there', async () => {
    const { ana, rui } = await gathering.givenTwo();
    await ana.talkTo(rui);
    const field = ana.conversation.getByTestId('message-text');
    await field.fill('ainda não acabei');

    await ana.page.evaluate(async () => {
      const { token } = (await (await fetch('/API/session')).json()) as { token: string };
      await fetch('/API/session', { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
    });
    await ana.page.getByTestId('expired').getByText('Your session ended. Sign in again.').waitFor();
    expect(await ana.page.getByTestId('sign-in').getAttribute('href')).toBe('/login');
    await ana.signIn(gathering.product.url, ana.id);
    await ana.talkTo(rui);

    expect(await field.inputValue()).toBe('ainda não acabei');
  }, 20_000);
});
