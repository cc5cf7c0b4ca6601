import { Logger } from '@nestjs/common';
import { loggedIn, loggedOut } from '../activity/activity-line';
import type { ActivityLog } from '../activity/typeorm-activity-log';
import { unavailable } from '../platform/errors';
import { PresenceLines } from './presence-lines';

const TORRE_NORTE = { id: 'b1', name: 'Torre Norte' };

describe('the lines about who comes and goes', () => {
  let written: string[];
  let fault: Error | undefined;
  let lines: PresenceLines;

  beforeAll(() => void Logger.overrideLogger(false)); // what fails here on purpose is logged
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    written = [];
    fault = undefined;
    const log = {
      add: (added: { userId: string | null; message: string }[]) => {
        if (fault) return Promise.reject(fault);
        written.push(...added.map(({ userId, message }) => `${userId}: ${message}`));
        return Promise.resolve();
      },
    };
    lines = new PresenceLines(log as unknown as ActivityLog);
  });
  afterEach(() => jest.useRealTimers());

  const after = async (milliseconds: number) => {
    await jest.advanceTimersByTimeAsync(milliseconds);
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('writes at once who goes', async () => {
    lines.addLater(loggedOut('ana', undefined, 0));
    await after(1);

    expect(written).toEqual(['ana: Logged out.']);
  });

  it('writes who went while the database was away, as soon as it is back', async () => {
    fault = unavailable('The database');
    lines.addLater(loggedOut('ana', undefined, 0));
    await after(2500);
    lines.addLater(loggedOut('rui', undefined, 0));
    await after(2500);

    fault = undefined;
    await after(1500);

    expect(written).toEqual(['ana: Logged out.', 'rui: Logged out.']);
  });

  it('writes going before coming back', async () => {
    fault = unavailable('The database');
    lines.addLater(loggedOut('ana', undefined, 0));
    await after(10);
    await expect(lines.add(loggedIn('ana', TORRE_NORTE, 1))).rejects.toThrow();

    fault = undefined;
    await lines.add(loggedIn('ana', TORRE_NORTE, 2));
    await after(2000);

    expect(written).toEqual(['ana: Logged out.', 'ana: Logged in. Currently in Torre Norte']);
  });

  it('keeps the ten thousand newest', async () => {
    fault = unavailable('The database');
    for (let user = 0; user < 10_005; user++) lines.addLater(loggedOut(`${user}`, undefined, 0));
    await after(10);

    fault = undefined;
    await after(1500);

    expect([written.length, written[0]]).toEqual([10_000, '5: Logged out.']);
  });

  it('is not held up for ever by a line that can never be written', async () => {
    fault = new Error('too long');
    lines.addLater(loggedOut('ana', undefined, 0));
    await after(10);

    fault = undefined;
    await lines.add(loggedIn('rui', undefined, 0));

    expect(written).toEqual(['rui: Logged in. Currently out of IST registered facilities']);
  });
});
