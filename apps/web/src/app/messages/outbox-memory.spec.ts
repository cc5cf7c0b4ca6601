import * as fc from 'fast-check';
import { RequestFailed } from '../wire/request-failed';
import { keptMessages, restoredMessages } from './outbox-memory';
import type { Outgoing } from './thread';

const participant = fc.record(
  { kind: fc.constantFrom('user' as const, 'bot' as const), id: fc.string(), name: fc.string() },
  { requiredKeys: ['kind', 'id'], noNullPrototype: true },
);
const outgoing: fc.Arbitrary<Outgoing> = fc.record({
  key: fc.string(),
  text: fc.string({ unit: 'binary' }),
  recipients: fc.array(participant),
  at: fc.nat(),
  after: fc.option(fc.string()),
  state: fc.constantFrom('sending' as const, 'failed' as const),
  failure: fc.oneof(
    fc.constant(undefined),
    fc.nat(599).map((status) => new RequestFailed(status)),
  ),
});

function anOutgoing(changes: Partial<Outgoing> = {}): Outgoing {
  return {
    key: 'o1',
    text: 'Olá',
    recipients: [{ kind: 'user', id: 'rui' }],
    at: 1,
    state: 'failed',
    after: null,
    ...changes,
  };
}
const reloaded = (messages: readonly Outgoing[]): Outgoing[] =>
  restoredMessages(JSON.parse(JSON.stringify(keptMessages(messages) ?? [])));

describe('unsent messages in the storage', () => {
  it('come back with every letter and everybody they were for', () => {
    fc.assert(
      fc.property(fc.array(outgoing, { maxLength: 50 }), (messages) => {
        const essence = ({ key, text, recipients, at, after }: Outgoing): object => ({
          key,
          text,
          recipients,
          at,
          after,
        });

        expect(reloaded(messages).map(essence)).toEqual(messages.map(essence));
      }),
    );
  });

  it('come back as failed: nothing is sent by itself after a reload', () => {
    const states = reloaded([anOutgoing(), anOutgoing({ key: 'o2', state: 'sending' })]);

    expect(states.map(({ state }) => state)).toEqual(['failed', 'failed']);
  });

  it('say why they failed, and that nobody knows of one that was on its way', () => {
    const messages = [
      anOutgoing({ failure: new RequestFailed(503) }),
      anOutgoing({ state: 'sending', failure: new RequestFailed(503) }),
      anOutgoing({ failure: new Error('x') }),
    ];

    const failures = reloaded(messages).map(({ failure }) => (failure as RequestFailed).status);

    expect(failures).toEqual([503, 0, 0]);
  });

  it('name who was out of reach', () => {
    const [gone, unnamed] = reloaded([anOutgoing({ unreachable: ['rui'] }), anOutgoing()]);

    expect(gone!.unreachable).toEqual(['rui']);
    expect(unnamed).not.toHaveProperty('unreachable');
  });

  it('are the latest fifty, without those that were sent', () => {
    const messages = Array.from({ length: 80 }, (_, index) =>
      anOutgoing({ key: String(index), state: index === 79 ? 'sent' : 'failed' }),
    );

    const kept = reloaded(messages);

    expect([kept.length, kept[0]!.key, kept.at(-1)!.key]).toEqual([50, '29', '78']);
  });

  it('take no room once all were sent', () => {
    expect(keptMessages([anOutgoing({ state: 'sent' })])).toBeUndefined();
  });

  it('are left out where they cannot have been kept so', () => {
    const good = { key: 'k', text: 't', recipients: [{ kind: 'user', id: 'rui' }], at: 1 };
    const bad = [
      null,
      3,
      { ...good, text: 3 },
      { ...good, at: '1' },
      { ...good, recipients: [{ id: 'rui' }] },
    ];

    expect(restoredMessages([...bad, good]).map(({ key }) => key)).toEqual(['k']);
    expect(restoredMessages('nothing')).toEqual([]);
  });
});
