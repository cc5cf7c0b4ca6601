import { TestBed } from '@angular/core/testing';
import { PositionPermission, type Permission } from './permission';

describe('PositionPermission', () => {
  const told: Permission[] = [];
  let status: EventTarget & { state: PermissionState };

  function givenBrowser(query: (() => Promise<unknown>) | undefined, secure = true): PositionPermission {
    Object.defineProperty(globalThis, 'isSecureContext', { value: secure, configurable: true });
    Object.defineProperty(navigator, 'permissions', { value: query && { query }, configurable: true });
    return TestBed.inject(PositionPermission);
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  beforeEach(() => {
    told.length = 0;
    status = Object.assign(new EventTarget(), { state: 'prompt' as const });
  });

  it('tells what it is and each change of it, until nobody listens any more', async () => {
    const stop = givenBrowser(() => Promise.resolve(status)).follow((state) => told.push(state));
    await settled();

    status.state = 'granted';
    status.dispatchEvent(new Event('change'));
    stop();
    status.state = 'denied';
    status.dispatchEvent(new Event('change'));

    expect(told).toEqual(['prompt', 'granted']);
  });

  it('says nothing to who has left before the answer came', async () => {
    givenBrowser(() => Promise.resolve(status)).follow((state) => told.push(state))();
    await settled();

    expect(told).toEqual([]);
  });

  it.each([
    ['has no permissions', undefined, true],
    ['knows none of that name', () => Promise.reject(new TypeError('no such permission')), true],
    ['gives no position at this address', () => Promise.resolve(status), false],
  ] as const)('is unknown where the browser %s', async (_why, query, secure) => {
    givenBrowser(query, secure).follow((state) => told.push(state));
    await settled();

    expect(told).toEqual(['unknown']);
  });
});
