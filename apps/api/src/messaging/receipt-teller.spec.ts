import { userAddress } from '../auth/address';
import type { Connection, Session } from '../presence/session';
import type { SessionRegistry } from '../presence/session-registry';
import { CapturedOutput } from '../testing/captured-output';
import { ReceiptTeller } from './receipt-teller';
import type { LineStore } from './typeorm-line-store';

class FakeConnection {
  congested = false;
  readonly emitted: [string, unknown][] = [];
  readonly drained: (() => void)[] = [];
  emit = (event: string, payload: unknown): void => void this.emitted.push([event, payload]);
  whenDrained = (callback: () => void): void => void this.drained.push(callback);
}

/** Users with so many tabs each; counts are what was asked for so far. */
function given(tabs: Record<string, number>, { push = true } = {}) {
  const sessions = new Map<string, { session: Session; connection: FakeConnection }[]>(
    Object.entries(tabs).map(([user, count]) => [
      user,
      Array.from({ length: count }, (_, index) => {
        const connection = new FakeConnection();
        const session = {
          id: `${user}-${index}`,
          holder: userAddress(user),
          push,
          connection: connection as unknown as Connection,
        };
        return { session: session as Session, connection };
      }),
    ]),
  );
  const asked: string[][] = [];
  const progressOf = jest.fn((messages: string[]) => {
    asked.push(messages);
    return Promise.resolve(
      new Map(messages.map((id) => [id, { recipients: 3, delivered: asked.length, seen: 0 }])),
    );
  });
  const registry = { of: (user: string) => (sessions.get(user) ?? []).map(({ session }) => session) };
  const teller = new ReceiptTeller(
    registry as unknown as SessionRegistry,
    { progressOf } as unknown as LineStore,
  );
  const tab = (user: string, index = 0) => {
    const found = sessions.get(user)?.[index];
    if (!found) throw new Error(`${user} has no such tab`);
    return found;
  };
  return { teller, tab, asked, progressOf };
}

const change = (sender: string, message: string) => ({ message, sender: userAddress(sender) });
const receipt = (id: string, delivered: number) => ({
  id,
  recipient_count: 3,
  delivered_count: delivered,
  seen_count: 0,
});

describe('telling of receipts', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const aMoment = () => jest.advanceTimersByTimeAsync(250);

  it('asks once for all senders, and tells each of their own in every tab', async () => {
    const { teller, tab, asked } = given({ ana: 2, rui: 1 });

    teller.changed([change('ana', '1'), change('ana', '2'), change('rui', '3'), change('ana', '1')]);
    await aMoment();

    expect(asked).toEqual([['2', '1', '3']]);
    for (const index of [0, 1])
      expect(tab('ana', index).connection.emitted).toEqual([
        ['message_receipts', [receipt('2', 1), receipt('1', 1)]],
      ]);
    expect(tab('rui').connection.emitted).toEqual([['message_receipts', [receipt('3', 1)]]]);
  });

  it('asks nothing for senders who pull, are away, or are bots', async () => {
    const { teller, tab, progressOf } = given({ ana: 1 }, { push: false });

    teller.changed([
      change('ana', '1'),
      change('nobody', '2'),
      { message: '3', sender: { kind: 'bot', id: 'ana' } },
    ]);
    await aMoment();

    expect(progressOf).not.toHaveBeenCalled();
    expect(tab('ana').connection.emitted).toEqual([]);
  });

  it('waits for a slow tab, tells it the last state of all at once, and does not let the others wait', async () => {
    const { teller, tab } = given({ ana: 2 });
    const slow = tab('ana', 0).connection;
    slow.congested = true;

    for (const message of ['1', '2', '1']) {
      teller.changed([change('ana', message)]);
      await aMoment();
    }
    expect(slow.emitted).toEqual([]);
    expect(slow.drained).toHaveLength(1);
    slow.congested = false;
    slow.drained[0]?.();
    await aMoment();

    expect(slow.emitted).toEqual([['message_receipts', [receipt('2', 4), receipt('1', 4)]]]);
    expect(tab('ana', 1).connection.emitted).toHaveLength(3);
  });

  it('forgets a tab whose connection broke meanwhile', async () => {
    const { teller, tab, progressOf } = given({ ana: 1 });
    const { session, connection } = tab('ana');

    teller.changed([change('ana', '1')]);
    session.connection = undefined;
    await aMoment();

    expect([connection.emitted, progressOf.mock.calls.flat(2)]).toEqual([[], []]);
  });

  it('tries again when the database is away', async () => {
    const output = new CapturedOutput();
    const { teller, tab, progressOf } = given({ ana: 1 });
    progressOf.mockRejectedValueOnce(new Error('away'));

    teller.changed([change('ana', '1')]);
    await aMoment();
    expect(tab('ana').connection.emitted).toEqual([]);
    await jest.advanceTimersByTimeAsync(1000);
    output.release();

    expect(tab('ana').connection.emitted).toEqual([['message_receipts', [receipt('1', 1)]]]);
  });

  it('tells what was seen to the other tabs, not to the one that said so', async () => {
    const { teller, tab } = given({ rui: 3 });

    teller.seen('rui', ['1', '2'], 'rui-1');
    teller.seen('rui', ['3'], undefined);
    await aMoment();

    const told = [0, 1, 2].map((index) => tab('rui', index).connection.emitted);
    expect(told).toEqual([
      [['messages_seen', { ids: ['1', '2', '3'] }]],
      [['messages_seen', { ids: ['3'] }]],
      [['messages_seen', { ids: ['1', '2', '3'] }]],
    ]);
  });

  it('never tells of more than so many at once, and drops the oldest', async () => {
    const { teller, tab } = given({ ana: 1 });

    teller.changed(Array.from({ length: 600 }, (_, index) => change('ana', String(index))));
    await aMoment();

    const [[, receipts] = ['', []]] = tab('ana').connection.emitted as [string, { id: string }[]][];
    expect([receipts.length, receipts[0]?.id, receipts.at(-1)?.id]).toEqual([500, '100', '599']);
  });
});
