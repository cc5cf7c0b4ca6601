import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { fakeDialogs } from '../popup/dialog.fake';
import { Session, type SessionState } from '../session/session';
import { Settings } from '../settings/settings';
import { ConsoleApi } from './console-api';
import { consoleRoutes } from './console.routes';

const TORRE = {
  id: 't',
  name: 'Torre Norte',
  latitude: 38.73778,
  longitude: -9.138573,
  radius: 49,
  retiredAt: null,
  people: 3,
};
const OVERVIEW = {
  at: '2026-11-22T14:30:00Z',
  users_online: 3,
  sessions: 4,
  outside: 0,
  bots: { connected: 0, allowed: 0, waiting: 2 },
  buildings: [{ id: 't', name: 'Torre Norte', people: 3, bots_connected: 0 }],
};

async function givenConsole(state: SessionState, admin: boolean, address = '/admin') {
  fakeDialogs();
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  const api = {
    overview: jest.fn().mockResolvedValue(OVERVIEW),
    usersOnline: jest.fn().mockResolvedValue([]),
    buildings: jest.fn().mockResolvedValue([TORRE]),
  };
  const session = {
    state: signal(state),
    person: signal({ id: 'ana', name: 'Ana Ferreira', admin }),
    load: jest.fn().mockResolvedValue(undefined),
  };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([
        { path: 'admin', children: consoleRoutes },
        { path: '', children: [] },
      ]),
      { provide: ConsoleApi, useValue: api },
      { provide: Session, useValue: session },
      { provide: Settings, useValue: { all: signal({ stand_in: false, tile_url: null }), load: jest.fn() } },
    ],
  });
  const harness = await RouterTestingHarness.create(address);
  await harness.fixture.whenStable();
  const page = harness.fixture.nativeElement as HTMLElement;
  const find = (testId: string) => page.querySelector<HTMLElement>(`[data-testid=${testId}]`);
  return { harness, api, session, find };
}

describe('the console', () => {
  it('asks the server of nothing for somebody who is no admin, and says so', async () => {
    const { find, api } = await givenConsole('signed-in', false);

    expect([find('not-admin') !== null, find('console')]).toEqual([true, null]);
    expect([api.overview.mock.calls, api.usersOnline.mock.calls]).toEqual([[], []]);
  });

  it('shows the way in to whoever is not signed in', async () => {
    const { find, api } = await givenConsole('signed-out', false);

    expect(find('sign-in')).not.toBeNull();
    expect(api.overview).not.toHaveBeenCalled();
  });

  it('goes when the sign-in is over', async () => {
    const { find, session, harness } = await givenConsole('signed-in', true);
    expect(find('console')).not.toBeNull();

    session.state.set('expired');
    await harness.fixture.whenStable();

    expect([find('console'), find('expired') !== null]).toEqual([null, true]);
  });

  it('tells how many bots wait, wherever one is', async () => {
    const { find } = await givenConsole('signed-in', true);

    expect(find('to-bots')!.textContent).toContain('2');
  });

  it('asks before a building that is not saved is left behind', async () => {
    const { find } = await givenConsole('signed-in', true, '/admin/buildings?building=t');
    const radius = find('building-radius') as HTMLInputElement;
    radius.value = '60';
    radius.dispatchEvent(new Event('input'));

    const leaving = TestBed.inject(Router).navigateByUrl('/');
    // The way out waits for the answer, and so would whoever waited for the page to be stable.
    for (let turn = 0; find('confirm-cancel') === null && turn < 50; turn++) {
      await Promise.resolve();
      TestBed.tick();
    }
    find('confirm-cancel')!.click();

    await expect(leaving).resolves.toBe(false);
    expect((find('building-radius') as HTMLInputElement).value).toBe('60');
  });
});
