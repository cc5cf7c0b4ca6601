import * as fc from 'fast-check';
import { RequestFailed } from '../wire/request-failed';
import { keptMessages, restoredMessages } from './outbox-memory';
import type { Outgoing } from './thread';

const participant = fc.record(
  { kind: fc.constantFrom('user' as const, 'bot' as const), id: fc.string(), name: fc.string() },
  { requiredKeys: ['kind', 'id'], noNullPrototype: true },
);
const key = fc
  .array(fc.integer({ min: 0, max: 15 }), { minLength: 32, maxLength: 32 })
  .map((digits) => digits.map((digit) => digit.toString(16)).join(''));
const outgoing: fc.Arbitrary<Outgoing> = fc.record({
  key,
  text: fc.string({ unit: 'binary' }),
  recipients: fc.array(participant),
  at: fc.nat(),
  state: fc.constantFrom('queued' as const, 'refused' as const),
});

const KEY = '0123456789abcdef0123456789abcdef';
function anOutgoing(changes: Partial<Outgoing> = {}): Outgoing {
  return {
    key: KEY,
    text: 'Olá',
    recipients: [{ kind: 'user', id: 'rui' }],
    at: 1,
    state: 'refused',
    ...changes,
  };
}
const reloaded = (messages: readonly Outgoing[]): Outgoing[] =>
  restoredMessages(JSON.parse(JSON.stringify(keptMessages(messages) ?? [])));

describe('unsent messages in the storage', () => {
  it('come back with their key, every letter and everybody they were for', () => {
    fc.assert(
      fc.property(fc.array(outgoing, { maxLength: 50 }), (messages) => {
        const essence = ({ key: its, text, recipients, at, state }: Outgoing): object => ({
          key: its,
          text,
          recipients,
          at,
          state,
        });

        expect(reloaded(messages).map(essence)).toEqual(messages.map(essence));
      }),
    );
  });

  it('say why they were refused, and who was out of reach', () => {
    const [gone, unknown] = reloaded([
      anOutgoing({ failure: new RequestFailed(403), unreachable: ['rui'] }),
      anOutgoing({ failure: new Error('x') }),
    ]);

    expect([(gone!.failure as RequestFailed).status, gone!.unreachable]).toEqual([403, ['rui']]);
    expect([(unknown!.failure as RequestFailed).status, unknown!.unreachable]).toEqual([0, []]);
  });

  it('take no room once all were sent', () => {
    expect(keptMessages([])).toBeUndefined();
  });

  it('are left out where they cannot have been kept so', () => {
    const good = { key: KEY, text: 't', recipients: [{ kind: 'user', id: 'rui' }], at: 1 };
    const bad = [
      null,
      3,
      { ...good, key: 'outgoing-1' },
      { ...good, text: 3 },
      { ...good, at: '1' },
      { ...good, recipients: [{ id: 'rui' }] },
    ];

    expect(restoredMessages([...bad, good])).toEqual([{ ...good, state: 'queued' }]);
    expect(restoredMessages('nothing')).toEqual([]);
  });
});
