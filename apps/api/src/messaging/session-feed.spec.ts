import { LIMITS } from '@perto/contract';
import * as fc from 'fast-check';
import { userAddress } from '../auth/address';
import type { Connection, Session } from '../presence/session';
import type { Posted } from './mailbox';
import type { Deliverable } from './message';
import { receivedAnswer } from './message-answer';
import { PullDelivery } from './pull-delivery';
import { PushDelivery } from './push-delivery';
import type { Cursor } from './session-delivery';
import { SessionFeed, type FeedSink } from './session-feed';

const rui = userAddress('rui');

function aMessage(sequence: number): Deliverable {
  const sender = userAddress('ana');
  const message = {
    id: String(1000 + sequence),
    kind: 'text',
    sender,
    text: `${sequence}`,
    sentAt: 0,
    recipientCount: 1,
  } as const;
  return { message, sender };
}

/** The store: what is read is what was there when the reading began; the test says when it is answered, and how. */
class SlowStore {
  stored = 0;
  readonly deleted = new Set<number>();
  readonly reads: { answer: () => void; fail: () => void; limit: number }[] = [];

  readonly read = (after: number, limit: number): Promise<Posted[]> => {
    const page: Posted[] = [];
    for (let sequence = after + 1; sequence <= this.stored && page.length < limit; sequence++)
      if (!this.deleted.has(sequence)) page.push({ sequence, seen: false, deliverable: aMessage(sequence) });
    return new Promise((resolve, reject) =>
      this.reads.push({
        answer: () => resolve(page),
        fail: () => reject(new Error('the store is away')),
        limit,
      }),
    );
  };
}

class Basket implements FeedSink {
  readonly taken: number[] = [];
  room = Infinity;

  take({ sequence }: Posted): void {
    this.taken.push(sequence);
    this.room--;
  }
}

/** Lets whatever waits for a promise go on. */
const settle = () => jest.advanceTimersByTimeAsync(0);
const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('SessionFeed', () => {
  let store: SlowStore;
  let basket: Basket;
  let failures: unknown[];
  let feed: SessionFeed;

  beforeEach(() => {
    store = new SlowStore();
    basket = new Basket();
    failures = [];
    feed = start(0);
  });

  function start(after: number): SessionFeed {
    return new SessionFeed({
      read: store.read,
      sink: basket,
      after,
      failed: (error) => failures.push(error),
    });
  }

  /** The message is stored, and the queue brings it. */
  function arrive(sequence: number): void {
    store.stored = Math.max(store.stored, sequence);
    feed.arrived(aMessage(sequence), sequence);
  }

  async function answerAll(): Promise<void> {
    for (;;) {
      await settle();
      const read = store.reads.shift();
      if (!read) return;
      read.answer();
    }
  }

  it('hands on what comes in order without asking the store', () => {
    for (const sequence of upTo(5)) arrive(sequence);

    expect([basket.taken, store.reads]).toEqual([upTo(5), []]);
  });

  it('drops repeats', () => {
    for (const sequence of [1, 1, 2, 1, 2, 3]) arrive(sequence);

    expect(basket.taken).toEqual([1, 2, 3]);
  });

  it('reads what is missing, and drops what comes meanwhile because the store has it', async () => {
    arrive(1);
    arrive(4);
    arrive(5);
    const readsAtOnce = store.reads.length;
    await answerAll();

    expect([readsAtOnce, basket.taken]).toEqual([1, upTo(5)]);
  });

  it('reads on when a page is not the end', async () => {
    store.stored = 250;

    feed.interrupted();
    await answerAll();

    expect(basket.taken).toEqual(upTo(250));
  });

  it('passes over numbers whose messages were deleted, however many', async () => {
    store.stored = 400;
    for (const sequence of upTo(350, 11)) store.deleted.add(sequence);

    feed.interrupted();
    await answerAll();

    expect(basket.taken).toEqual([...upTo(10), ...upTo(400, 351)]);
  });

  it('does not ask for ever for a number that the store does not have', async () => {
    feed.arrived(aMessage(7), 7);
    await answerAll();
    arrive(1);

    expect([basket.taken, store.reads, feed.lagging]).toEqual([[1], [], false]);
  });

  it('reads again when it is interrupted while it reads', async () => {
    feed.interrupted();
    store.stored = 1; // after the page was read; no queue brings it
    feed.interrupted();
    await answerAll();

    expect(basket.taken).toEqual([1]);
  });

  it('asks for no more than there is room for, and goes on when there is room', async () => {
    basket.room = 3;
    store.stored = 10;

    feed.interrupted();
    await answerAll();
    const beforeRoom = [...basket.taken];
    basket.room = 100;
    feed.roomMade();
    await answerAll();

    expect([beforeRoom, basket.taken]).toEqual([upTo(3), upTo(10)]);
  });

  it('tries again, more and more slowly, while the store is away', async () => {
    store.stored = 3;
    feed.interrupted();

    const triedAt: number[] = [];
    for (let second = 0; second < 60; second += 0.125) {
      const read = store.reads.shift();
      if (read) {
        triedAt.push(second);
        read.fail();
      }
      await jest.advanceTimersByTimeAsync(125);
    }
    const failed = failures.length;
    await jest.advanceTimersByTimeAsync(6000);
    await answerAll();

    expect(triedAt.length).toBeGreaterThan(10);
    expect(triedAt.length).toBeLessThan(30);
    expect([failed, basket.taken]).toEqual([triedAt.length, upTo(3)]);
  });

  it('hands nothing on after it was stopped, not even what was being read', async () => {
    store.stored = 3;
    feed.interrupted();
    feed.stop();

    await answerAll();
    arrive(4);
    feed.interrupted();
    feed.roomMade();

    expect([basket.taken, store.reads]).toEqual([[], []]);
  });

  it('says nothing of a read that fails after it was stopped', async () => {
    feed.interrupted();
    feed.stop();

    store.reads.shift()?.fail();
    await settle();

    expect(failures).toEqual([]);
  });

  it('hands a message on again that could not be taken', async () => {
    let refusals = 1;
    const take = basket.take.bind(basket);
    jest.spyOn(basket, 'take').mockImplementation((posted) => {
      if (refusals-- > 0) throw new Error('not now');
      take(posted);
    });

    expect(() => arrive(1)).toThrow('not now');
    arrive(2);
    await answerAll();

    expect(basket.taken).toEqual([1, 2]);
  });
});

/** What can happen to a session, in any order. */
type Step =
  | { do: 'send'; fates: ('arrives' | 'is lost' | 'comes twice' | 'comes late')[] }
  | { do: 'bring late ones'; reversed: boolean }
  | { do: 'interrupt' | 'answer' | 'fail' | 'wait' | 'take over' }
  | { do: 'acknowledge'; share: number; newestFirst: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('send' as const),
    fates: fc.array(fc.constantFrom('arrives' as const, 'arrives', 'is lost', 'comes twice', 'comes late'), {
      minLength: 1,
      maxLength: 120,
    }),
  }),
  fc.record({ do: fc.constant('bring late ones' as const), reversed: fc.boolean() }),
  fc.record({ do: fc.constantFrom('interrupt', 'answer', 'answer', 'fail', 'wait', 'take over') }),
  fc.record({
    do: fc.constant('acknowledge' as const),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    newestFirst: fc.boolean(),
  }),
);

/** One session of a kind, whatever carries it: what the client got, by attachment. */
abstract class Client {
  readonly store = new SlowStore();
  readonly got: number[][] = [];
  readonly confirmed = new Set<number>();
  feed!: SessionFeed;
  private late: number[] = [];

  abstract attach(from: Cursor): void;
  abstract get cursor(): Cursor;
  abstract acknowledge(share: number, newestFirst: boolean): void;
  /** How much this session keeps of messages. */
  abstract get held(): number;
  abstract stop(): void;

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'send':
        for (const fate of step.fates) this.send(fate);
        break;
      case 'bring late ones':
        for (const sequence of step.reversed ? this.late.reverse() : this.late) this.bring(sequence);
        this.late = [];
        break;
      case 'interrupt':
        this.feed.interrupted();
        break;
      case 'answer':
        this.store.reads.shift()?.answer();
        break;
      case 'fail':
        this.store.reads.shift()?.fail();
        break;
      case 'wait':
        await jest.advanceTimersByTimeAsync(6000);
        break;
      case 'take over':
        this.takeOver();
        break;
      case 'acknowledge':
        this.acknowledge(step.share, step.newestFirst);
        break;
    }
    await settle();
  }

  /** All is well from now on, and one more message comes: whatever was missed has to come to light. */
  async recover(): Promise<void> {
    this.send('arrives');
    for (let round = 0; round < 500; round++) {
      this.acknowledge(1, false);
      this.store.reads.shift()?.answer();
      await jest.advanceTimersByTimeAsync(round % 50 === 49 ? 6000 : 0);
    }
    this.acknowledge(1, false);
  }

  private send(fate: 'arrives' | 'is lost' | 'comes twice' | 'comes late'): void {
    const sequence = ++this.store.stored;
    if (fate === 'comes late') this.late.push(sequence);
    for (
      let times = { arrives: 1, 'is lost': 0, 'comes twice': 2, 'comes late': 0 }[fate];
      times > 0;
      times--
    )
      this.bring(sequence);
  }

  private bring(sequence: number): void {
    this.feed.arrived(aMessage(sequence), sequence);
  }

  private takeOver(): void {
    const from = this.cursor;
    this.feed.stop();
    this.stop();
    this.attach(from);
    this.feed.interrupted();
  }

  protected startFeed(sink: FeedSink, from: Cursor): void {
    this.got.push([]);
    this.feed = new SessionFeed({
      sink,
      read: this.store.read,
      after: from.sequence,
      failed: () => undefined,
    });
  }
}

class PushedClient extends Client {
  private delivery!: PushDelivery;
  private unacknowledged: { sequence: number; acknowledge: () => void }[] = [];

  attach(from: Cursor): void {
    this.unacknowledged = [];
    const connection = {
      congested: false,
      push: ({ message }: { message: string }, acknowledge: () => void) => {
        this.got.at(-1)?.push(Number(message));
        this.unacknowledged.push({ sequence: Number(message), acknowledge });
      },
    } as unknown as Connection;
    this.delivery = new PushDelivery({
      connection,
      from,
      now: () => 0,
      shown: ({ deliverable }) => receivedAnswer(deliverable, rui, { seen: false }),
      acknowledged: ({ id }) => this.confirmed.add(Number(id) - 1000),
      sentAgain: () => undefined,
      roomMade: () => this.feed.roomMade(),
    });
    this.startFeed(this.delivery, from);
  }

  get cursor(): Cursor {
    return this.delivery.cursor;
  }

  get held(): number {
    return LIMITS.pushedUnacknowledged - Math.max(0, this.delivery.room);
  }

  acknowledge(share: number, newestFirst: boolean): void {
    const count = Math.ceil(share * this.unacknowledged.length);
    const chosen = newestFirst
      ? this.unacknowledged.splice(-count, count)
      : this.unacknowledged.splice(0, count);
    for (const { acknowledge } of chosen) acknowledge();
  }

  stop(): void {
    this.delivery.stop();
  }
}

class PullingClient extends Client {
  private delivery!: PullDelivery;

  attach(from: Cursor): void {
    const session = { holder: userAddress('rui'), connection: undefined } as Session;
    this.delivery = new PullDelivery(session, from, {
      handedOut: (messages) => messages.forEach(({ id }) => this.confirmed.add(Number(id) - 1000)),
      roomMade: () => this.feed.roomMade(),
    });
    this.startFeed(this.delivery, from);
  }

  get cursor(): Cursor {
    return this.delivery.cursor;
  }

  get held(): number {
    return LIMITS.queuedMessages - this.delivery.room;
  }

  acknowledge(share: number): void {
    if (share < 0.5) return;
    for (const { sequence } of this.delivery.handOut()) this.got.at(-1)?.push(sequence);
  }

  stop(): void {
    this.delivery.stop();
  }
}

describe.each([
  ['pushed', () => new PushedClient(), LIMITS.pushedUnacknowledged],
  ['pulling', () => new PullingClient(), LIMITS.queuedMessages],
])('a %s session', (kind, makeClient, mostHeld) => {
  it('gets every message, in order, once for each connection, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const client = makeClient();
        client.attach({ sequence: 0, id: null });

        for (const step of steps) {
          await client.take(step);
          expect(client.held).toBeLessThanOrEqual(mostHeld);
        }
        await client.recover();

        const sent = client.store.stored;
        expect([...client.confirmed].sort((one, other) => one - other)).toEqual(upTo(sent));
        for (const got of client.got.filter(({ length }) => length > 0))
          expect(got).toEqual(upTo(got.at(-1)!, got[0]));
        expect([client.got.at(-1)?.at(-1), client.cursor]).toEqual([
          sent,
          { sequence: sent, id: String(1000 + sent) },
        ]);
        expect(client.feed.lagging).toBe(false);
        if (kind === 'pulling') expect(client.got.flat()).toEqual(upTo(sent));
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
