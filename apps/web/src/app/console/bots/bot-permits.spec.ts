import { TestBed } from '@angular/core/testing';
import type { AdminBot } from '@perto/contract';
import { RequestFailed } from '../../wire/request-failed';
import { ConsoleApi } from '../console-api';
import { BotPermits } from './bot-permits';

const torre = { id: 't', name: 'Torre Norte' };
const bot = (id: string, more: Partial<AdminBot> = {}): AdminBot => ({
  id,
  building: torre,
  online: false,
  registered_at: null,
  decided_at: null,
  ...more,
});

describe('BotPermits', () => {
  const api = { bots: jest.fn(), authorizeBot: jest.fn() };
  let permits: BotPermits;
  let state: Record<'allowed' | 'others', AdminBot[]>;

  beforeEach(() => {
    state = { allowed: [], others: [] };
    api.bots
      .mockReset()
      .mockImplementation((allowed: boolean) => Promise.resolve(state[allowed ? 'allowed' : 'others']));
    api.authorizeBot.mockReset().mockResolvedValue(undefined);
    TestBed.configureTestingModule({ providers: [BotPermits, { provide: ConsoleApi, useValue: api }] });
    permits = TestBed.inject(BotPermits);
  });

  it('tells those who wait from those who were refused, the oldest first', async () => {
    state.others = [
      bot('young', { registered_at: '2026-11-22T12:00:00Z' }),
      bot('refused', { registered_at: '2026-11-20T12:00:00Z', decided_at: '2026-11-21T12:00:00Z' }),
      bot('old', { registered_at: '2026-11-21T12:00:00Z' }),
    ];

    await permits.refresh();

    expect(permits.waiting().map(({ id }) => id)).toEqual(['old', 'young']);
    expect(permits.refused().map(({ id }) => id)).toEqual(['refused']);
  });

  it('shows what became of a decision', async () => {
    state.others = [bot('cantina')];
    await permits.refresh();
    api.authorizeBot.mockImplementation(() => {
      state = { allowed: [bot('cantina', { decided_at: '2026-11-22T12:00:00Z' })], others: [] };
      return Promise.resolve();
    });

    await permits.decide('cantina', true);

    expect(api.authorizeBot).toHaveBeenCalledWith('cantina', true);
    expect([permits.allowed()?.length, permits.waiting().length]).toEqual([1, 0]);
  });

  it('keeps what it knows when the server is away, and passes on what a decision failed of', async () => {
    state.allowed = [bot('cantina')];
    await permits.refresh();
    const away = new RequestFailed(503);
    api.bots.mockRejectedValue(away);
    api.authorizeBot.mockRejectedValue(away);

    await permits.refresh();

    expect([permits.allowed()?.length, permits.failure()]).toEqual([1, away]);
    await expect(permits.decide('cantina', false)).rejects.toBe(away);
  });
});
