import { TestBed } from '@angular/core/testing';
import type { AdminOverview } from '@perto/contract';
import { RequestFailed } from '../../wire/request-failed';
import { ConsoleApi } from '../console-api';
import { LiveNow } from './live-now';

const overview = (users_online: number): AdminOverview => ({
  at: '2026-11-22T14:30:00Z',
  users_online,
  sessions: users_online,
  outside: 0,
  bots: { connected: 0, allowed: 0, waiting: 0 },
  buildings: [],
});

describe('LiveNow', () => {
  const api = { overview: jest.fn() };
  let live: LiveNow;

  beforeEach(() => {
    jest.useFakeTimers();
    api.overview.mockReset().mockResolvedValue(overview(3));
    TestBed.configureTestingModule({ providers: [LiveNow, { provide: ConsoleApi, useValue: api }] });
    live = TestBed.inject(LiveNow);
    live.start();
  });
  afterEach(() => {
    live.stop();
    jest.useRealTimers();
  });

  it('asks again every few seconds', async () => {
    await jest.advanceTimersByTimeAsync(0);
    api.overview.mockResolvedValue(overview(4));

    await jest.advanceTimersByTimeAsync(4_000);

    expect(live.overview()?.users_online).toBe(4);
  });

  it('keeps what was, and says why it is old, until the server answers again', async () => {
    await jest.advanceTimersByTimeAsync(0);
    const away = new RequestFailed(0);
    api.overview.mockRejectedValueOnce(away);
    await jest.advanceTimersByTimeAsync(4_000);
    expect([live.overview()?.users_online, live.failure()]).toEqual([3, away]);

    await jest.advanceTimersByTimeAsync(4_000);

    expect(live.failure()).toBeNull();
  });
});
