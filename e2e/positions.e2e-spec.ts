import { destination } from '@perto/geo';
import { CAMPUS, eventually } from '@perto/testkit';
import type { Response } from 'playwright-core';
import { describeAtThePage } from './support/gathering';
import { type Position, type Visitor } from './support/visitor';

const { torreNorte, civil } = CAMPUS;

describeAtThePage('positions', (gathering) => {
  /** A browser that would ask before it gives the position, which none without a screen does. */
  async function givenUndecided(): Promise<Visitor> {
    const ana = await gathering.arrive(gathering.meadow);
    await ana.page.addInitScript(() => {
      const { geolocation, permissions } = navigator;
      const query = permissions.query.bind(permissions);
      permissions.query = async (wanted) =>
        Object.defineProperty(await query(wanted), 'state', { value: 'prompt' });
      const watch = geolocation.watchPosition.bind(geolocation);
      geolocation.watchPosition = (...wanted) => {
        document.documentElement.dataset['asked'] = 'yes';
        return watch(...wanted);
      };
    });
    return ana;
  }

  it('are asked of the device only after words that say what for, and only when wanted', async () => {
    const ana = await givenUndecided();
    await ana.signIn(gathering.product.url, gathering.id('ana'));
    const card = ana.page.locator('[data-testid=no-position][data-device=unasked]');
    const asked = () => ana.page.locator('html').getAttribute('data-asked');
    await card.getByText(/browser will now ask for your position/).waitFor();
    await ana.connected();

    expect(await asked()).toBeNull();
    await card.getByTestId('use-device').click();
    expect(await asked()).toBe('yes');
    await ana.page.getByTestId('place-source').getByText('Device position').waitFor();
  }, 20_000);

  it('are chosen as a building from the list, marked on the map, and typed with a comma, after a refusal', async () => {
    const rui = await gathering.invite('rui', torreNorte);
    const ana = await gathering.arrive();
    await ana.signIn(gathering.product.url, gathering.id('ana'));
    const seen = async () => (await rui.student.inRange(civil, 30)).includes(ana.id);

    await ana.page.getByText('You can use Perto without your device’s position').waitFor();
    await ana.page.getByTestId('choose-building').click();
    await ana.page.getByTestId('building-row').getByText('Torre Norte').click();
    await ana.person(rui).waitFor();
    expect(await ana.page.getByTestId('place').textContent()).toBe('Torre Norte');
    expect(await ana.page.getByTestId('place-source').textContent()).toMatch(/Set by you, \d+ s ago/);

    await ana.page.getByTestId('set-position').click();
    await ana.page.getByTestId('latitude').fill('38,7374427');
    await ana.page.getByTestId('longitude').fill('−9,1401387');
    await ana.page.getByTestId('set-typed').click();
    await ana.page.getByTestId('place').getByText('Pavilhão de Civil').waitFor();
    await eventually('the others see the typed place', seen);

    await ana.page.getByTestId('set-position').click();
    const map = ana.page.getByTestId('map');
    await map.click({ position: { x: 300, y: 120 } });
    await ana.page.getByTestId('place-editor').waitFor({ state: 'detached' });
    await eventually('the others see the marked place', async () => !(await seen()));
  }, 30_000);

  it('say which numbers are no coordinates, and keep what was typed', async () => {
    const ana = await gathering.enter('ana', gathering.meadow);
    await ana.page.getByTestId('set-position').click();
    await ana.page.getByTestId('latitude').fill('91,5');

    await ana.page.getByTestId('set-typed').click();

    await ana.page.getByRole('alert').getByText('Latitude is between −90 and 90').waitFor();
    expect(await ana.page.getByTestId('latitude').inputValue()).toBe('91,5');
  }, 20_000);

  it('of somebody who walks are followed by the others, on the map and in the list', async () => {
    const at = gathering.meadow;
    const ana = await gathering.enter('ana', at);
    const rui = await gathering.enter('rui', destination(at, 0, 10));
    await ana.person(rui).getByText('10 metres').waitFor({ state: 'attached' });
    const before = await ana.marker(rui).boundingBox();

    await move(rui, destination(at, 0, 40));
    await ana.person(rui).getByText('40 metres').waitFor({ state: 'attached' });
    await eventually('the marker stands farther east', async () => {
      const after = await ana.marker(rui).boundingBox();
      return (after?.x ?? 0) > (before?.x ?? Infinity) + 20;
    });

    expect(await ana.marker(rui).locator('.map-spoken').textContent()).toBe(
      `Rui ${/\d+/.exec(rui.id)?.[0]}, 40 metres, Outdoors`,
    );
  }, 20_000);

  it('grow old when the device falls silent, and say so', async () => {
    const ana = await gathering.arrive(gathering.meadow);
    await ana.page.clock.install();
    await ana.signIn(gathering.product.url, gathering.id('ana'));
    await ana.page.getByTestId('place-source').getByText('Device position').waitFor();

    await ana.page.context().setGeolocation(null);
    await ana.page.clock.fastForward('06:00');

    await ana.page.getByTestId('place-source').getByText('Last position 6 min ago').waitFor();
    const trouble = ana.page.getByTestId('position-trouble');
    await trouble
      .getByText(/Your device has given no new one since: people see you where you were/)
      .waitFor();
    await trouble.getByTestId('mark-on-map').click();
    await ana.page.getByTestId('place-editor').waitFor();
  }, 20_000);

  it('that jump wildly are not believed, and the page says how far', async () => {
    const at = gathering.meadow;
    const rui = await gathering.invite('rui', at);
    const ana = await gathering.enter('ana', at);
    await ana.person(rui).waitFor();

    await move(ana, destination(at, 0, 7000));

    await ana.page.getByText('Your device jumped 7 km at once.').waitFor();
    expect(await rui.student.inRange(at, 30)).toEqual([ana.id]);
    await move(ana, destination(at, 0, 20));
    await ana.page.getByText('Your device jumped').waitFor({ state: 'detached' });
    await ana.person(rui).getByText('20 metres').waitFor({ state: 'attached' });
  }, 20_000);

  it('have one range, whether by the slider’s keys, by number or by the handle on the map, kept over a reload', async () => {
    const ana = await gathering.enter('ana', gathering.meadow);
    const slider = ana.page.getByTestId('range-slider');
    const number = ana.page.getByTestId('range-metres');
    const handle = ana.page.getByTestId('map').getByRole('slider', { name: 'Range' });
    const everywhere = async () => [
      await slider.getAttribute('aria-valuetext'),
      await number.inputValue(),
      await handle.getAttribute('aria-valuetext'),
    ];
    const is = (metres: number) => [
      `${metres} metres, 0 people`,
      String(metres),
      `${metres} metres, 0 people`,
    ];
    const untilSaved = (metres: number, change: () => Promise<void>) =>
      Promise.all([
        ana.page.waitForResponse(
          (answer) => answer.url().endsWith('/update/range') && radiusIn(answer) === metres,
        ),
        change(),
      ]);

    await untilSaved(60, () => slider.press('ArrowRight'));
    expect(await everywhere()).toEqual(is(60));
    await untilSaved(200, () => slider.press('PageUp'));
    expect(await everywhere()).toEqual(is(200));
    await number.fill('345');
    await untilSaved(345, () => number.press('Enter'));
    expect(await everywhere()).toEqual(is(345));
    await untilSaved(335, () => handle.press('ArrowLeft'));
    expect(await everywhere()).toEqual(is(335));
    await ana.page.reload();
    await handle.waitFor();

    expect(await everywhere()).toEqual(is(335));
  }, 20_000);

  it('say which range cannot be, and keep the one that holds', async () => {
    const ana = await gathering.enter('ana', gathering.meadow);
    const number = ana.page.getByTestId('range-metres');

    await number.fill('6000');
    await number.press('Enter');

    await ana.page.getByRole('alert').getByText('Between 1 and 5000 metres').waitFor();
    await ana.page.getByTestId('map').getByRole('slider', { name: 'Range' }).getByText('50 m').waitFor();
  }, 20_000);

  it('selected on the map are selected in the list, and the other way round', async () => {
    const at = gathering.meadow;
    const rui = await gathering.invite('rui', destination(at, 20, 20));
    const eva = await gathering.invite('eva', destination(at, -20, -20));
    const ana = await gathering.enter('ana', at);
    const selected = async () => ({
      markers: await ana.page.locator('[data-testid=map-person][aria-pressed=true]').evaluateAll(idsOf),
      rows: await ana.page.locator('[data-testid=person].selected').evaluateAll(idsOf),
    });
    await Promise.all([ana.marker(rui).waitFor(), ana.marker(eva).waitFor()]);

    await ana.marker(rui).click();
    await ana.person(rui).locator('[aria-current=true]').waitFor();
    const onMap = await selected();
    await ana.talkTo(eva);
    await ana.page.locator(`[data-testid=map-person][data-id="${eva.id}"][aria-pressed=true]`).waitFor();
    const inList = await selected();
    await ana.stopTalking();
    await ana.marker(eva).click();
    await ana.page.getByTestId('talking-to').getByText(eva.name).waitFor();

    expect(onMap).toEqual({ markers: [rui.id], rows: [rui.id] });
    expect(inList).toEqual({ markers: [eva.id], rows: [eva.id] });
  }, 20_000);

  it('in other buildings are counted on the label, which opens who is there', async () => {
    const rui = await gathering.invite('rui', civil);
    const eva = await gathering.invite('eva', civil);
    const ana = await gathering.arrive(torreNorte);
    await ana.signIn(gathering.product.url, gathering.id('ana'));
    const number = ana.page.getByTestId('range-metres');
    await number.fill('400');
    await number.press('Enter');
    await ana.person(rui).waitFor();

    const label = ana.page.locator(`[data-testid=map-building][data-id="${civil.id}"]`);
    await eventually(
      'the label counts two',
      async () => (await label.getAttribute('aria-label')) === 'Pavilhão de Civil, 2 other people',
    );
    await label.click();
    const elsewhere = ana.page.getByTestId('elsewhere');
    await elsewhere.getByText('Pavilhão de Civil').waitFor();

    expect(await elsewhere.getByText('2 people here').count()).toBe(1);
    const listed = await ana.page.getByTestId('person').evaluateAll(idsOf);
    expect(listed.toSorted()).toEqual([eva.id, rui.id]);
    await ana.page.getByTestId('leave-building').click();
    await ana.page.getByText('Nobody else in Torre Norte').waitFor();
  }, 30_000);
});

const idsOf = (nodes: Element[]) => nodes.map((node) => (node as HTMLElement).dataset['id']);

function move(visitor: Visitor, to: Position): Promise<void> {
  return visitor.page.context().setGeolocation({ ...to, accuracy: 10 });
}

function radiusIn(answer: Response): unknown {
  return (answer.request().postDataJSON() as { radious?: unknown } | null)?.radious;
}
