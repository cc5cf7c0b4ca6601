import type { MessageAnswer } from '@perto/contract';
import { neverPulled, notYetSent, notYetStored } from './matching';
import { threadOf, withPage, type Outgoing, type Pulled } from './thread';

const LISBON = 'Europe/Lisbon';

function aStored(changes: Partial<MessageAnswer> = {}): MessageAnswer {
  return {
    id: '10',
    kind: 'text',
    sender: { kind: 'user', id: 'rui', name: 'Rui' },
    recipients: [{ kind: 'user', id: 'ana' }],
    recipient_count: 1,
    message: 'Olá',
    sent_at: '2026-07-01T13:00:00.400Z', // 14:00 in Lisbon, where it is summer
    ...changes,
  };
}
function aPulled(changes: Partial<Pulled> = {}): Pulled {
  return { key: 'p1', id: 'rui', message: 'Olá', timestamp: '2026-07-01 14:00:00', arrivedAt: 0, ...changes };
}
function anOutgoing(changes: Partial<Outgoing> = {}): Outgoing {
  const recipients = [{ kind: 'user' as const, id: 'ana' }];
  return { key: 'o1', text: 'Olá', recipients, at: 0, state: 'sent', after: null, ...changes };
}

describe('a pulled message', () => {
  it('is shown until the history holds it', () => {
    expect(notYetStored([aPulled()], [], LISBON)).toHaveLength(1);
    expect(notYetStored([aPulled()], [aStored()], LISBON)).toHaveLength(0);
  });

  it('is not taken for another with the same words at another time', () => {
    const earlier = aStored({ sent_at: '2026-07-01T12:00:00.000Z' });

    expect(notYetStored([aPulled()], [earlier], LISBON)).toHaveLength(1);
  });

  it('is shown as often as it was written', () => {
    const twice = [aPulled(), aPulled({ key: 'p2' })];

    expect(notYetStored(twice, [aStored()], LISBON).map(({ key }) => key)).toEqual(['p2']);
    expect(notYetStored(twice, [aStored(), aStored({ id: '11' })], LISBON)).toHaveLength(0);
  });
});

describe('what came while there was no connection', () => {
  it('is what the history has and nobody pulled', () => {
    const missed = aStored({ id: '11', message: 'Estás aí?' });

    expect(neverPulled([aStored(), missed], [aPulled()], LISBON)).toEqual([missed]);
  });
});

describe('a message of one’s own', () => {
  const mine = aStored({ sender: { kind: 'user', id: 'ana' } });

  it('is shown until the history holds it', () => {
    expect(notYetSent([anOutgoing()], [], 'ana')).toHaveLength(1);
    expect(notYetSent([anOutgoing()], [mine], 'ana')).toHaveLength(0);
  });

  it('is not taken for the same words that were there before', () => {
    expect(notYetSent([anOutgoing({ after: '10' })], [mine], 'ana')).toHaveLength(1);
    expect(notYetSent([anOutgoing({ after: '9' })], [mine], 'ana')).toHaveLength(0);
  });

  it('is gone from the failed ones when it arrived after all', () => {
    expect(notYetSent([anOutgoing({ state: 'failed' })], [mine], 'ana')).toHaveLength(0);
  });
});

describe('the history', () => {
  it('keeps each message once and in the order of the numbers, not of the text', () => {
    const known = withPage([], [aStored({ id: '100' }), aStored({ id: '99' })]);

    const all = withPage(known, [aStored({ id: '100' }), aStored({ id: '9' })]);

    expect(all.map(({ id }) => id)).toEqual(['9', '99', '100']);
  });

  it('stands before what has just come, and that before what is on its way', () => {
    const thread = threadOf([aStored()], [aPulled()], [anOutgoing()], 'ana', (id) => id.toUpperCase());

    expect(thread.map(({ key, mine }) => [key, mine])).toEqual([
      ['10', false],
      ['p1', false],
      ['o1', true],
    ]);
    expect(thread[1]!.sender.name).toBe('RUI');
  });
});
