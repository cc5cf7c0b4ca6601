import { eventually } from '@perto/testkit';
import { userAddress, type Address } from '../auth/address';
import { unavailable } from '../platform/errors';
import { Clock } from '../platform/clock';
import { CapturedOutput } from '../testing/captured-output';
import { Receipts } from './receipts';
import type { ReceiptTeller } from './receipt-teller';
import type { Change, LineStore } from './typeorm-line-store';

const ana = userAddress('ana');

class FixedClock extends Clock {
  override now(): number {
    return 1000;
  }
}

type Delivery = { recipient: Address; message: string };

/** Receipts over a store that answers each batch by `outcomes` in turn, and takes all after them. */
function given(...outcomes: Error[]) {
  const batches: string[][] = [];
  const told: Change[] = [];
  const lines = {
    markDelivered: jest.fn((batch: readonly Delivery[]) => {
      const outcome = outcomes.shift();
      if (outcome) return Promise.reject(outcome);
      batches.push(batch.map(({ recipient, message }) => `${recipient.id} ${message}`));
      return Promise.resolve(batch.map(({ message }) => ({ message, sender: ana })));
    }),
  };
  const teller = { changed: (changes: Change[]) => told.push(...changes) };
  const receipts = new Receipts(
    lines as unknown as LineStore,
    teller as unknown as ReceiptTeller,
    new FixedClock(),
  );
  return { receipts, batches, told, lines };
}

describe('what was delivered', () => {
  let output: CapturedOutput;
  beforeEach(() => {
    output = new CapturedOutput();
  });
  afterEach(() => output.release());

  it('by a crowd in a moment is written at once, each line once', async () => {
    const { receipts, batches, told } = given();

    for (const name of ['eva', 'rui', 'zoe', 'rui']) receipts.delivered(userAddress(name), ['7']);
    receipts.delivered(userAddress('eva'), ['8', '9']);
    await receipts.beforeApplicationShutdown();

    expect(batches).toEqual([['eva 7', 'rui 7', 'zoe 7', 'eva 8', 'eva 9']]);
    expect(told.map(({ message }) => message)).toEqual(['7', '7', '7', '8', '9']);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    'is written when it comes %d steps after the last answer',
    async (steps) => {
      const { receipts, batches, lines } = given();
      lines.markDelivered.mockImplementationOnce(() => {
        const answer = Promise.resolve([]);
        let later: Promise<unknown> = answer;
        for (let step = 0; step < steps; step++) later = later.then(() => undefined);
        void later.then(() => receipts.delivered(ana, ['2']));
        return answer;
      });

      receipts.delivered(ana, ['1']);
      await eventually('the second is written', () => batches.length === 1, 1000);

      expect(batches).toEqual([['ana 2']]);
    },
  );

  it('is written together, and in time though more keeps coming', async () => {
    const { receipts, batches } = given();
    let next = 0;
    const trickle = setInterval(() => receipts.delivered(ana, [String(next++)]), 20);

    await eventually('the first are written', () => batches.length > 0, 5000).finally(() =>
      clearInterval(trickle),
    );

    expect(batches[0]?.slice(0, 3)).toEqual(['ana 0', 'ana 1', 'ana 2']);
  });

  it('goes on in batches of bounded size', async () => {
    const { receipts, batches } = given();

    receipts.delivered(
      ana,
      Array.from({ length: 1050 }, (_, index) => String(index)),
    );
    await receipts.beforeApplicationShutdown();

    expect(batches.map(({ length }) => length)).toEqual([500, 500, 50]);
  });

  it('is forgotten from the oldest on when too much waits', async () => {
    const { receipts, batches } = given();

    receipts.delivered(
      ana,
      Array.from({ length: 20_001 }, (_, index) => String(index)),
    );
    await receipts.beforeApplicationShutdown();

    const written = batches.flat();
    expect([written.length, written[0], written.at(-1)]).toEqual([20_000, 'ana 1', 'ana 20000']);
  });

  it('is not written in a stop without a database, which does not hold the stop up', async () => {
    const { receipts, lines } = given(unavailable('The database'), unavailable('The database'));

    receipts.delivered(ana, ['1']);
    await receipts.beforeApplicationShutdown();

    expect(lines.markDelivered).toHaveBeenCalledTimes(1);
  });

  it('is left out where it cannot be written at all, and the rest is written', async () => {
    const { receipts, batches } = given(new Error('that batch is broken'));

    receipts.delivered(
      ana,
      Array.from({ length: 550 }, (_, index) => String(index)),
    );
    await receipts.beforeApplicationShutdown();

    expect(batches.map(({ length }) => length)).toEqual([50]);
    expect(output.text).toContain('500 deliveries could not be noted');
  });
});

it('what was delivered is written again until the database is back, with what came meanwhile', async () => {
  const { receipts, batches, lines } = given(unavailable('The database'));

  receipts.delivered(ana, ['1']);
  while (lines.markDelivered.mock.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  receipts.delivered(ana, ['2']);
  expect(batches).toEqual([]);
  while (batches.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await receipts.beforeApplicationShutdown();

  expect(batches).toEqual([['ana 1', 'ana 2']]);
});
