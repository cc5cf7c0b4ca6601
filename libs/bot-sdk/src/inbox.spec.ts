import type { MessageAnswer } from '@perto/contract';
import { Inbox } from './inbox';

describe('Inbox', () => {
  let inbox: Inbox;
  let failures: unknown[];
  let acknowledged: string[];
  let seen: string[];

  const message = (id: string): MessageAnswer => ({
    ...{ id, kind: 'text', message: `text of ${id}`, recipient_count: 1, seen: false, recipients: [] },
    ...{ sender: { kind: 'user', id: 'ana' }, sent_at: '2026-11-29T10:00:00.000Z' },
  });
  const take = (id: string, over = ''): void => inbox.take(message(id), () => acknowledged.push(id + over));
  const settled = () => jest.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    jest.useFakeTimers();
    [failures, acknowledged, seen] = [[], [], []];
    inbox = new Inbox((error) => failures.push(error));
  });
  afterEach(() => jest.useRealTimers());

  it('hands messages out in order, each when the last is done with, and acknowledges it then', async () => {
    const doors: (() => void)[] = [];
    inbox.add(({ id }) => {
      seen.push(id);
      return new Promise<void>((resolve) => doors.push(resolve));
    });
    take('1');
    take('2');
    await settled();
    expect([seen, acknowledged, inbox.after]).toEqual([['1'], [], undefined]);

    doors[0]?.();
    await settled();

    expect([seen, acknowledged, inbox.after]).toEqual([['1', '2'], ['1'], '1']);
  });

  it('hands a repeat out once, and acknowledges it again', async () => {
    inbox.add(({ id }) => seen.push(id));
    take('1');
    await settled();

    take('1', ' again');
    await settled();

    expect([seen, acknowledged]).toEqual([['1'], ['1', '1 again']]);
  });

  it('acknowledges over the connection on which a message came last', async () => {
    let done = () => {};
    inbox.add(({ id }) => {
      seen.push(id);
      return new Promise<void>((resolve) => (done = resolve));
    });
    take('1');
    take('2');
    await settled();
    inbox.interrupt();
    take('1', ' over the second');

    done();
    await settled();

    // The other one had not been begun: it comes again, and is acknowledged there.
    expect([seen, acknowledged]).toEqual([['1'], ['1 over the second']]);
  });

  it('reports a handler that fails, and goes on: the message counts as handled', async () => {
    inbox.add(({ id }) => {
      if (id === '1') throw new Error('spilled');
      seen.push(id);
    });

    take('1');
    take('2');
    await settled();

    expect([failures, acknowledged, seen]).toEqual([[new Error('spilled')], ['1', '2'], ['2']]);
  });

  it('waits a moment for the first handler, and then takes what nobody wants', async () => {
    take('1');
    await jest.advanceTimersByTimeAsync(1_000);
    inbox.add(({ id }) => seen.push(id))();
    await settled();
    take('2');
    await jest.advanceTimersByTimeAsync(4_000);
    inbox.add(({ id }) => seen.push(id));
    await settled();
    expect([seen, acknowledged]).toEqual([['2'], ['1', '2']]);

    expect(jest.getTimerCount()).toBe(0);
  });

  it('finishes what it has in hand when it is stopped, and begins nothing more', async () => {
    let done = () => {};
    inbox.add(({ id }) => {
      seen.push(id);
      return new Promise<void>((resolve) => (done = resolve));
    });
    for (let id = 0; id < 1000; id++) take(String(id));
    await settled();

    const stopped = inbox.stop();
    done();
    await stopped;
    take('late');

    expect([seen, acknowledged, inbox.after]).toEqual([['0'], ['0'], '0']);
  });
});
