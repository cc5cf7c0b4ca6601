import { destination } from '@perto/geo';
import { CAMPUS, eventually } from '@perto/testkit';
import type { Page } from 'playwright-core';
import { describeAtThePage } from './support/gathering';
import { PHONE } from './support/visitor';

/** What stays the same in every language: names, places, the languages' own names, units. */
const SAME_IN_BOTH =
  /^(Perto?|pert|Emoji|PT|EN|Português|English|[15] km|(Ana|Rui)\b.*|ana-\d+|.*Pavilhão.*|Torre \w+)$/;

describeAtThePage('reading', (gathering) => {
  it('speak the browser’s language at first, and English where the page does not know it', async () => {
    const at = gathering.meadow;
    const [pt, fr] = await Promise.all([
      gathering.enter('ana', at, { locale: 'pt-PT' }),
      gathering.enter('rui', at, { locale: 'fr-FR' }),
    ]);

    await pt.page.getByTestId('tab-messages').getByText('Mensagens').waitFor();
    await fr.page.getByTestId('tab-messages').getByText('Messages').waitFor();
    expect(await languageOf(pt.page)).toBe('pt-PT');
    expect(await languageOf(fr.page)).toBe('en');
  }, 20_000);

  it('change every word to Portuguese while the page is open, and remember it', async () => {
    const { ana, rui } = await gathering.givenTwo({ metresApart: 20, locale: 'en-GB' });
    await rui.student.send([ana.id], '1');
    await ana.talkTo(rui);
    await ana.write('2');
    await ana.message('2').getByText('Sent at').waitFor();
    await ana.page.getByTestId('account-menu').click();
    const english = await wordsOf(ana.page);

    await ana.page.getByTestId('language-pt').check();
    await ana
      .message('2')
      .getByText(/Enviada às \d\d:\d\d/)
      .waitFor();
    const portuguese = await wordsOf(ana.page);

    const left = english.filter((word) => portuguese.includes(word) && !SAME_IN_BOTH.test(word));
    expect(left).toEqual([]);
    expect(english.length).toBeGreaterThan(40);
    expect(await languageOf(ana.page)).toBe('pt-PT');
    await ana.page.reload();
    await ana.page.getByTestId('tab-messages').getByText('Mensagens').waitFor();
    expect(await languageOf(ana.page)).toBe('pt-PT');
  }, 20_000);

  it('look as the system does until one chooses, and then as chosen, over a reload too', async () => {
    const ana = await gathering.enter('ana', gathering.meadow, { colorScheme: 'dark' });
    const paper = () => ana.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const byDark = await paper();
    await ana.page.emulateMedia({ colorScheme: 'light' });
    const byLight = await paper();
    await ana.page.emulateMedia({ colorScheme: 'dark' });

    await ana.page.getByTestId('account-menu').click();
    await ana.page.getByTestId('theme-light').check();
    await eventually('the page is light', async () => (await paper()) === byLight);
    await ana.page.reload();
    await ana.page.getByTestId('campus').waitFor();

    expect(await paper()).toBe(byLight);
    expect(byDark).not.toBe(byLight);
  }, 20_000);

  it('have everything at 400 % zoom without scrolling sideways', async () => {
    const { ana, rui } = await gathering.givenTwo({ metresApart: 20, viewport: { width: 320, height: 256 } });
    const sideways = () =>
      ana.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

    expect(await sideways()).toBeLessThanOrEqual(0);
    for (const tab of ['Building', 'Messages', 'Nearby'] as const) await ana.openTab(tab);
    await ana.page.getByTestId('range-metres').fill('60');
    await ana.page.getByTestId('map').scrollIntoViewIfNeeded();
    await ana.page.getByTestId('account-menu').click();
    await ana.page.getByTestId('sign-out').click({ trial: true });
    expect(await sideways()).toBeLessThanOrEqual(0);
    await ana.page.keyboard.press('Escape');
    await ana.talkTo(rui);
    await ana.write('cabe tudo');
    await ana.sent('cabe tudo');
    expect(await sideways()).toBeLessThanOrEqual(0);
    await ana.stopTalking();
    await ana.page.getByTestId('set-position').click();
    await ana.page.getByTestId('latitude').fill('38,7374427');
    await ana.page.getByTestId('longitude').fill('-9,1401387');
    await ana.page.getByTestId('set-typed').click();
    await ana.page.getByTestId('place').getByText(CAMPUS.civil.name).waitFor();

    expect(await sideways()).toBeLessThanOrEqual(0);
  }, 30_000);

  it.each([
    ['a desktop', undefined],
    ['a phone', PHONE],
  ])(
    'shift nothing while the page loads on %s',
    async (_where, viewport) => {
      const { ana, rui } = await gathering.givenTwo({ metresApart: 20, ...(viewport ? { viewport } : {}) });
      await ana.page.addInitScript(() => {
        const shifts: { value: number; what: string[] }[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
              value: number;
              hadRecentInput: boolean;
              sources: { node: Node | null }[];
            };
            const what = sources.map(
              ({ node }) => (node as HTMLElement | null)?.outerHTML?.slice(0, 120) ?? '',
            );
            if (!hadRecentInput) shifts.push({ value, what });
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });

      await ana.page.reload();
      await ana.person(rui).waitFor();
      await ana.marker(rui).waitFor();
      await ana.connected();
      const shifts = await ana.page.evaluate(
        () =>
          new Promise<{ value: number; what: string[] }[]>((done) =>
            setTimeout(() => done((window as unknown as { shifts: never[] }).shifts), 300),
          ),
      );

      const sum = shifts.reduce((all, { value }) => all + value, 0);
      if (sum > 0.05) console.error(JSON.stringify(shifts, null, 1));
      expect(sum).toBeLessThanOrEqual(0.05);
    },
    20_000,
  );

  it('move nothing for whom asked for less motion', async () => {
    const { ana, rui } = await gathering.givenTwo({ metresApart: 20, reducedMotion: 'reduce' });

    await ana.talkTo(rui);
    const moving = await ana.page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState, effect }) => {
          const { duration = 0 } = effect?.getComputedTiming() ?? {};
          return playState === 'running' && Number(duration) > 100;
        })
        .map((animation) => (animation as CSSAnimation).animationName ?? 'transition'),
    );

    expect(moving).toEqual([]);
  }, 20_000);

  it.each([
    ['a desktop', undefined],
    ['a phone', PHONE],
  ])(
    'keep long names and those from right to left within their rows on %s',
    async (_where, viewport) => {
      const at = gathering.meadow;
      const long = 'Maria Wolfeschlegelsteinhausenbergerdorffvoralternwarengewiss';
      const eva = await gathering.invite('eva', destination(at, 20, 0), long);
      const noor = await gathering.invite('noor', destination(at, 0, 20), 'نور الدين محمد');
      const ana = await gathering.enter('ana', at, viewport ? { viewport } : {});
      await ana.person(noor).getByText(noor.name).waitFor();
      await Promise.all([eva, noor].map(({ student }) => student.inRange(at, 100)));
      await noor.student.send([ana.id], 'مرحبا بالجميع');
      await eva.student.send([ana.id], 'a'.repeat(300));
      await ana.person(noor).getByText('مرحبا بالجميع').waitFor();
      await ana.person(eva).getByTestId('said').waitFor();

      const wide = await overflowing(ana.page, '[data-testid=people]');
      const name = ana.person(noor).locator('.name');
      expect(await name.evaluate((node) => getComputedStyle(node).direction)).toBe('rtl');
      await ana.openTab('Messages');
      await ana.conversationRow(noor).waitFor();
      wide.push(...(await overflowing(ana.page, '[data-testid=conversations]')));
      await ana.conversationRow(eva).click();
      await ana.message('aaa').waitFor();
      wide.push(...(await overflowing(ana.page, '[data-testid=conversation]')));
      await ana.page.goto(`${gathering.product.url}/?with=${noor.id}`);
      const text = ana.message('مرحبا بالجميع').getByTestId('text');
      await text.waitFor();

      expect(await text.evaluate((node) => getComputedStyle(node).direction)).toBe('rtl');
      expect(wide).toEqual([]);
    },
    20_000,
  );
});

function languageOf(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.lang);
}

/** Every word that one sees or hears of: texts, names, hints, titles; without numbers alone. */
function wordsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const words = new Set<string>();
    const add = (text: string | null | undefined): void => {
      const word = text?.trim().replace(/\s+/g, ' ') ?? '';
      if (/\p{L}{2}/u.test(word)) words.add(word);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // What was read aloud before is over: it is not said again in another language.
      if (!node.parentElement?.closest('script, style, noscript, [role=log]')) add(node.textContent);
    }
    for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-valuetext', 'aria-description'])
      for (const node of document.body.querySelectorAll(`[${name}]`)) add(node.getAttribute(name));
    return [...words];
  });
}

/** What stands out of an element, unless it is cut off on purpose; the element itself if it can be scrolled. */
function overflowing(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluate((root) => {
    const { right, left } = root.getBoundingClientRect();
    const cut = (node: Element): boolean => {
      for (let above = node.parentElement; above && above !== root; above = above.parentElement)
        if (getComputedStyle(above).overflowX !== 'visible') return true;
      return false;
    };
    const out = [...root.querySelectorAll('*')].filter((node) => {
      const box = node.getBoundingClientRect();
      return box.width > 0 && (box.right > right + 1 || box.left < left - 1) && !cut(node);
    });
    return [...(root.scrollWidth > root.clientWidth ? [root] : []), ...out].map((node) =>
      node.outerHTML.slice(0, 100),
    );
  });
}
