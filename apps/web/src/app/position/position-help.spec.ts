import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Language } from '../texts/language';
import type { DeviceState, OwnPlace } from './own-position';
import { PositionHelp } from './position-help';

const NOW = Date.UTC(2026, 10, 22, 14, 0, 0);
const byDevice: OwnPlace = { latitude: 38.7378, longitude: -9.1386, source: 'device', accuracy: 12, at: NOW };
const byHand: OwnPlace = { latitude: 38.7378, longitude: -9.1386, source: 'hand', at: NOW };

describe('PositionHelp', () => {
  let fixture: ComponentFixture<PositionHelp>;
  const outputs = { markOnMap: jest.fn(), chooseBuilding: jest.fn(), useDevice: jest.fn() };

  beforeEach(() => {
    jest.clearAllMocks();
    TestBed.inject(Language).use('en');
    fixture = TestBed.createComponent(PositionHelp);
    fixture.componentInstance.markOnMap.subscribe(outputs.markOnMap);
    fixture.componentInstance.chooseBuilding.subscribe(outputs.chooseBuilding);
    fixture.componentInstance.useDevice.subscribe(outputs.useDevice);
  });

  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const has = (testId: string): boolean => page().querySelector(`[data-testid=${testId}]`) !== null;
  const press = (testId: string): void =>
    page().querySelector<HTMLElement>(`[data-testid=${testId}]`)!.click();

  async function given(device: DeviceState, place: OwnPlace | null, more: Record<string, unknown> = {}) {
    for (const [name, value] of Object.entries({ device, place, now: NOW, ...more }))
      fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
    return page().textContent ?? '';
  }

  it('explains on a first visit what the position is for, before the browser asks', async () => {
    expect(await given('unasked', null)).toContain('Your browser will now ask');

    press('use-device');
    press('mark-on-map');
    press('choose-building');

    for (const asked of Object.values(outputs)) expect(asked).toHaveBeenCalledTimes(1);
  });

  it.each<[DeviceState, RegExp]>([
    ['locating', /Finding your position/],
    ['refused', /without your device’s position/],
    ['unavailable', /does not know where it is/],
    ['insecure', /https/],
    ['coarse', /not sure enough/],
  ])('has plain words and a way on when the device is %s', async (device, words) => {
    expect(await given(device, null)).toMatch(words);

    expect([has('mark-on-map'), has('choose-building')]).toEqual([true, true]);
  });

  it('says how to allow again after a refusal', async () => {
    const text = await given('refused', null);

    expect(text).toContain('How to allow it again');
    press('use-device');
    expect(outputs.useDevice).toHaveBeenCalled();
  });

  it('says how rough the position is that it does not use', async () => {
    expect(await given('coarse', null, { ignored: { kind: 'coarse', accuracy: 3000 } })).toContain('3 km');
  });

  it('is nothing while all is well', async () => {
    expect((await given('good', byDevice)).trim()).toBe('');
    expect((await given('off', byHand)).trim()).toBe('');
  });

  it.each<[string, DeviceState, OwnPlace, RegExp]>([
    ['has become old', 'good', { ...byDevice, at: NOW - 360_000 }, /Last position 6 min ago/],
    ['is the last before a refusal', 'refused', byDevice, /no longer gives/],
    ['was set by hand and the device has no better', 'coarse', byHand, /where you set yourself/],
  ])('stays beside a place that %s', async (_why, device, place, words) => {
    expect(await given(device, place)).toMatch(words);

    expect([has('position-trouble'), has('no-position')]).toEqual([true, false]);
    press('mark-on-map');
    expect(outputs.markOnMap).toHaveBeenCalled();
  });

  it('says that a wild fix was ignored', async () => {
    expect(await given('good', byDevice, { ignored: { kind: 'jump', metres: 1500 } })).toContain('1.5 km');
  });
});
