import type { MessageAnswer, Participant } from '@perto/contract';
import { neverPulled, notYetSent, notYetStored, wallTime } from './matching';
import type { Outgoing, Pulled } from './thread';

const LISBON = 'Europe/Lisbon';
const me: Participant = { kind: 'user', id: 'ana' };
const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const eva: Participant = { kind: 'user', id: 'eva', name: 'Eva' };

function aStored(changes: Partial<MessageAnswer> = {}): MessageAnswer {
  return {
    id: '10',
    kind: 'text',
    sender: rui,
    recipients: [me],
    recipient_count: 1,
    message: 'Olá',
    sent_at: '2026-11-22T14:00:00.000Z',
    ...changes,
  };
}
function mine(id: string, ...recipients: Participant[]): MessageAnswer {
  return aStored({ id, sender: me, recipients, recipient_count: recipients.length });
}
function aPulled(changes: Partial<Pulled> = {}): Pulled {
  return { key: 'p1', id: 'rui', message: 'Olá', timestamp: '2026-11-22 14:00:00', arrivedAt: 0, ...changes };
}
function anOutgoing(key: string, recipients: Participant[], changes: Partial<Outgoing> = {}): Outgoing {
  return { key, text: 'Olá', recipients, at: 0, state: 'sent', after: null, ...changes };
}
const keys = (messages: readonly { key: string }[]): string[] => messages.map(({ key }) => key);

describe('a pulled message', () => {
  it('is found where the two clocks rounded differently, and not two seconds further', () => {
    const pulled = [aPulled({ timestamp: '2026-11-22 13:59:58' })];

    expect(notYetStored(pulled, [aStored()], LISBON)).toEqual([]);
    expect(notYetStored(pulled, [aStored({ sent_at: '2026-11-22T14:00:01.000Z' })], LISBON)).toEqual(pulled);
  });

  it('is found over midnight', () => {
    const stored = aStored({ sent_at: '2026-11-23T00:00:00.100Z' });

    expect(notYetStored([aPulled({ timestamp: '2026-11-22 23:59:59' })], [stored], LISBON)).toEqual([]);
  });

  it('is not taken for the same words of somebody else', () => {
    expect(notYetStored([aPulled()], [aStored({ sender: eva })], LISBON)).toHaveLength(1);
  });

  it('is found in the hour that the clocks turn back to, by the time on the wall', () => {
    const before = '2026-10-25T00:30:00.000Z';
    const after = '2026-10-25T01:30:00.000Z';
    expect([wallTime(before, LISBON), wallTime(after, LISBON)]).toEqual([
      '2026-10-25 01:30:00',
      '2026-10-25 01:30:00',
    ]);

    const missed = neverPulled(
      [aStored({ id: '1', sent_at: before }), aStored({ id: '2', sent_at: after })],
      [aPulled({ timestamp: '2026-10-25 01:30:00' })],
      LISBON,
    );

    expect(missed).toHaveLength(1);
  });
});

describe('a message of one’s own', () => {
  it('is not taken for the same words to somebody else', () => {
    const waiting = [anOutgoing('to Rui', [rui], { state: 'failed' }), anOutgoing('to Eva', [eva])];

    expect(keys(notYetSent(waiting, [mine('11', eva)], 'ana'))).toEqual(['to Rui']);
  });

  it('is not taken for the same words to more people', () => {
    const waiting = [anOutgoing('to Rui', [rui])];

    expect(keys(notYetSent(waiting, [mine('11', rui, eva)], 'ana'))).toEqual(['to Rui']);
  });

  it('is found in whatever order its recipients are named', () => {
    expect(notYetSent([anOutgoing('to both', [rui, eva])], [mine('11', eva, rui)], 'ana')).toEqual([]);
  });

  it('is shown as often as it was written', () => {
    const waiting = [anOutgoing('first', [rui]), anOutgoing('second', [rui])];

    expect(keys(notYetSent(waiting, [mine('11', rui)], 'ana'))).toEqual(['second']);
    expect(notYetSent(waiting, [mine('11', rui), mine('12', rui)], 'ana')).toEqual([]);
  });

  it('is not taken for the same words that somebody else wrote', () => {
    expect(notYetSent([anOutgoing('to Rui', [rui])], [aStored()], 'ana')).toHaveLength(1);
  });
});
