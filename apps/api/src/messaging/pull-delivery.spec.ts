import { userAddress, type Address } from '../auth/address';
import type { Connection, Session } from '../presence/session';
import type { Posted } from './mailbox';
import { PullDelivery } from './pull-delivery';

/** A client that keeps up or does not, and what it was told. */
class FakeConnection {
  congested = false;
  announced = 0;
  readonly drained: (() => void)[] = [];
  emit = (): void => void this.announced++;
  whenDrained = (callback: () => void): void => void this.drained.push(callback);
}

const posted = (sequence: number): Posted => ({
  sequence,
  seen: false,
  deliverable: {
    message: {
      id: `${sequence}`,
      kind: 'text',
      sender: userAddress('ana'),
      text: 'x',
      sentAt: 0,
      recipientCount: 1,
    },
    sender: userAddress('ana'),
  },
});

describe('delivery to a client that pulls', () => {
  let session: { holder: Address; connection: FakeConnection | undefined };
  let delivery: PullDelivery;

  beforeEach(() => {
    session = { holder: userAddress('rui'), connection: new FakeConnection() };
    delivery = new PullDelivery(
      session as unknown as Session & { connection: Connection },
      { sequence: 0, id: null },
      { handedOut: () => undefined, roomMade: () => undefined },
    );
  });

  const take = (count: number, first = 1) => {
    for (let index = 0; index < count; index++) delivery.take(posted(first + index));
  };

  it('announces many to a client that does not keep up once, when it has drained', () => {
    const { connection: slow } = session;
    slow!.congested = true;

    take(60);
    expect([slow!.announced, slow!.drained.length]).toEqual([50, 1]);
    slow!.congested = false;
    slow!.drained[0]?.();

    expect(slow!.announced).toBe(51);
  });

  it('announces to the connection that took over, though the one before never drained', () => {
    session.connection!.congested = true;
    take(60);
    const next = new FakeConnection();
    session.connection = next;
    delivery.announceHeld();

    next.congested = true;
    take(1, 61);
    next.congested = false;
    next.drained[0]?.();

    expect([next.announced, next.drained.length]).toEqual([2, 1]);
  });
});
