import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { wrote } from '../activity/activity-line';
import { userAddress } from '../auth/address';
import { describeEachSize, TestServer } from '../testing/running-server';
import { Mailbox } from './mailbox';
import type { Line } from './message';
import { MessageStore, type Stored } from './typeorm-message-store';

describeEachSize('the store of messages', (size) => {
  let server: TestServer;
  let store: MessageStore;
  let mailbox: Mailbox;
  const sender = userAddress('sender');

  beforeAll(async () => {
    server = await TestServer.start(size);
    store = server.app.get(MessageStore);
    mailbox = server.app.get(Mailbox);
    await server.query('INSERT INTO `user` (id, name) VALUES (?, ?)', [sender.id, 'Sender']);
  });
  afterAll(() => server.stop());

  function append(recipients: readonly string[], text = 'hello', key?: string): Promise<Stored> {
    const sentAt = Date.now();
    return store.append(
      { kind: 'text', sender, text, sentAt, recipients: recipients.map(userAddress), idempotencyKey: key },
      wrote(sender.id, recipients.length, sentAt),
    );
  }

  const crowd = (name: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `${name}-${index}`);

  const numbersOf = async (recipient: string): Promise<number[]> =>
    (
      await server.query<{ sequence: string | number }>(
        'SELECT sequence FROM message_recipient WHERE recipient_id = ? ORDER BY message_id',
        [recipient],
      )
    ).map(({ sequence }) => Number(sequence));

  /** The statements that the server runs while `work` does, BEGIN and COMMIT included. */
  async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    const runner = server.app.get(DataSource).createQueryRunner();
    const prototype = Object.getPrototypeOf(runner) as { query: (sql: string) => Promise<unknown> };
    const query = jest.spyOn(prototype, 'query');
    try {
      await work();
      return query.mock.calls.map(([sql]) => sql);
    } finally {
      query.mockRestore();
      await runner.release();
    }
  }

  it.each([1, 1000])(
    'takes eight statements for %d recipients, numbers and outbox included',
    async (count) => {
      const statements = await statementsOf(() => append(crowd(`of${count}`, count)));

      expect(statements.map((sql) => sql.replaceAll(/["`]/g, '').split(/ ?\(/)[0])).toEqual([
        expect.stringMatching(/^(START|BEGIN) TRANSACTION/),
        'INSERT INTO message',
        'INSERT INTO log',
        'INSERT INTO outbox',
        'INSERT INTO mailbox',
        expect.stringMatching(/^SELECT recipient_kind .* FROM mailbox/),
        'INSERT INTO message_recipient',
        'COMMIT',
      ]);
    },
  );

  it('counts each recipient’s messages from one, whatever the others get', async () => {
    const first = await append(['eva', 'rui']);
    const second = await append(['rui']);
    const third = await append(['rui', 'eva', 'zoe']);

    const places = ({ lines }: { lines: Line[] }) =>
      lines.map(({ recipient, sequence }) => `${recipient.id} ${sequence}`).sort();
    expect([first, second, third].map(places)).toEqual([
      ['eva 1', 'rui 1'],
      ['rui 2'],
      ['eva 2', 'rui 3', 'zoe 1'],
    ]);
  });

  it('leaves nothing, and takes no number, when one part of it fails', async () => {
    await append(['whole'], 'first', 'a key');

    const repeated = append(['whole'], 'again', 'a key');

    await expect(repeated).rejects.toThrow();
    await append(['whole'], 'third');
    expect(await numbersOf('whole')).toEqual([1, 2]);
  });

  it('numbers without a gap, and lets all through, when twenty at once write to crowds that overlap, in any order', async () => {
    const people = crowd('busy', 40);
    const senders = Array.from({ length: 20 }, (_, index) => {
      const start = (index * 7) % 40;
      const some = [...people.slice(start), ...people.slice(0, start)].slice(0, 25);
      return index % 2 ? some.reverse() : some;
    });

    const stored = await Promise.all(
      senders.flatMap((some) => [append(some), append(some), append(some.slice(5))]),
    );

    expect(stored).toHaveLength(60);
    for (const person of people) {
      const numbers = (await numbersOf(person)).sort((one, other) => one - other);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      expect(await mailbox.head(userAddress(person))).toMatchObject({ sequence: numbers.length });
    }
  }, 30_000);

  it('shows a number only after all smaller ones: who reads on from the last one misses nothing', async () => {
    const reader = userAddress('reader');
    const seen: number[] = [];
    let writing = true;
    const read = async () => {
      do {
        const page = await mailbox.after(reader, seen.at(-1) ?? 0, 100);
        seen.push(...page.map(({ sequence }) => sequence));
      } while (writing);
    };

    const reading = read();
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => append(['reader', ...crowd(`by${index % 3}`, 5)])),
    );
    writing = false;
    await reading;
    await read();

    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  }, 30_000);

  it('is what a list of everybody’s messages would be, whoever writes to whom', async () => {
    let run = 0;
    const sends = fc.array(fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }), {
      minLength: 1,
      maxLength: 8,
    });
    const property = fc.asyncProperty(
      sends,
      fc.nat(8),
      fc.integer({ min: 1, max: 4 }),
      async (drafts, after, limit) => {
        const nameOf = (name: string) => `${name}-${run}`;
        run++;
        const model = new Map<string, string[]>();
        for (const draft of drafts) {
          const { message } = await append(draft.map(nameOf));
          for (const name of draft) model.set(name, [...(model.get(name) ?? []), message.id]);
        }

        for (const [name, ids] of model) {
          const address = userAddress(nameOf(name));
          const page = await mailbox.after(address, after, limit);
          expect(page.map(({ sequence, deliverable }) => [sequence, deliverable.message.id])).toEqual(
            ids.map((id, index) => [index + 1, id]).slice(after, after + limit),
          );
          expect(await mailbox.head(address)).toEqual({ sequence: ids.length, id: ids.at(-1) });
          expect(await mailbox.sequenceOf(address, ids[0] ?? '')).toBe(1);
        }
      },
    );

    await fc.assert(property, { numRuns: 15 });
  }, 30_000);

  it('says of a mailbox page who wrote, to how many, and what was seen', async () => {
    const { message } = await append(['page-reader', 'page-other'], 'to two');

    const page = await mailbox.after(userAddress('page-reader'), 0, 10);

    expect(page).toMatchObject([
      {
        sequence: 1,
        seen: false,
        deliverable: { message, sender: { kind: 'user', id: 'sender', name: 'Sender' } },
      },
    ]);
  });

  it('has nothing for who never got a message, and does not place another’s', async () => {
    const { message } = await append(['somebody']);

    expect(await mailbox.head(userAddress('nobody'))).toEqual({ sequence: 0, id: null });
    expect(await mailbox.after(userAddress('nobody'), 0, 10)).toEqual([]);
    expect(await mailbox.sequenceOf(userAddress('nobody'), message.id)).toBeUndefined();
  });
});
