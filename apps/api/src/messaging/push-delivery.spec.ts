import { LIMITS, type MessageAnswer } from '@perto/contract';
import { userAddress } from '../auth/address';
import type { Connection } from '../presence/session';
import type { Posted } from './mailbox';
import { receivedAnswer } from './message-answer';
import { PushDelivery } from './push-delivery';

const AGAIN_MS = LIMITS.acknowledgeSeconds * 1000;

let now: number;
let pushed: { id: string; acknowledge: () => void }[];
let drops: number;
let congested: boolean;
let delivered: string[];
let rooms: number;
let delivery: PushDelivery;

beforeEach(() => {
  now = 1_000_000;
  pushed = [];
  delivered = [];
  drops = rooms = 0;
  congested = false;
  const connection = {
    get congested() {
      return congested;
    },
    push: ({ id }: MessageAnswer, acknowledge: () => void) => pushed.push({ id, acknowledge }),
    drop: () => drops++,
  } as unknown as Connection;
  delivery = new PushDelivery({
    connection,
    from: { sequence: 0, id: null },
    now: () => now,
    shown: ({ deliverable, seen }) => receivedAnswer(deliverable, userAddress('rui'), { seen }),
    acknowledged: ({ id }) => delivered.push(id),
    sentAgain: () => undefined,
    roomMade: () => rooms++,
  });
});

function take(...sequences: number[]): void {
  for (const sequence of sequences) {
    const sender = userAddress('ana');
    const posted: Posted = {
      sequence,
      seen: false,
      deliverable: {
        message: { id: `m${sequence}`, kind: 'text', sender, text: 'olá', sentAt: 0, recipientCount: 1 },
        sender,
      },
    };
    delivery.take(posted);
  }
}

const acknowledge = (id: string) => pushed.findLast((push) => push.id === id)?.acknowledge();
const ids = () => pushed.map(({ id }) => id);

it('moves on only as far as everything is acknowledged', () => {
  take(1, 2, 3);

  acknowledge('m3');
  acknowledge('m1');
  const between = delivery.cursor;
  acknowledge('m2');

  expect([between, delivery.cursor]).toEqual([
    { sequence: 1, id: 'm1' },
    { sequence: 3, id: 'm3' },
  ]);
  expect(delivered).toEqual(['m3', 'm1', 'm2']);
});

it('sends again what was not acknowledged in time, and nothing else', () => {
  take(1, 2);
  now += AGAIN_MS / 2;
  take(3);
  acknowledge('m1');

  now += AGAIN_MS / 2 - 1;
  delivery.tend();
  const tooSoon = ids();
  now += 1;
  delivery.tend();

  expect([tooSoon, ids()]).toEqual([
    ['m1', 'm2', 'm3'],
    ['m1', 'm2', 'm3', 'm2'],
  ]);
});

it('takes one acknowledgement for all sendings of a message', () => {
  take(1);
  now += AGAIN_MS;
  delivery.tend();

  for (const { acknowledge } of pushed) acknowledge();

  expect([pushed.length, delivered]).toEqual([2, ['m1']]);
});

it('drops the connection when a message was sent three times for nothing', () => {
  take(1);

  for (let sending = 0; sending < 4; sending++) {
    now += AGAIN_MS;
    delivery.tend();
  }

  expect([ids(), drops]).toEqual([['m1', 'm1', 'm1'], 1]);
});

it('sends nothing again into a connection that still carries what was sent', () => {
  take(1);
  congested = true;
  now += 10 * AGAIN_MS;
  delivery.tend();
  congested = false;

  expect([ids(), drops]).toEqual([['m1'], 0]);
});

it('takes a bounded number, and more when half of them are acknowledged', () => {
  const most = LIMITS.pushedUnacknowledged;
  take(...Array.from({ length: most }, (_, index) => index + 1));

  const roomAfter: number[] = [delivery.room];
  for (let sequence = 1; sequence <= most / 2; sequence++) {
    acknowledge(`m${sequence}`);
    roomAfter.push(delivery.room);
  }

  expect(roomAfter).toEqual([...Array.from({ length: most / 2 }, () => 0), most / 2]);
  expect(rooms).toBe(1);
});

it('ignores what an old connection acknowledges after it was stopped', () => {
  take(1);
  delivery.stop();

  acknowledge('m1');

  expect([delivered, delivery.cursor]).toEqual([[], { sequence: 0, id: null }]);
});
