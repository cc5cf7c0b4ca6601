import type { MessageAnswer } from '@perto/contract';
import { threadOf, type Outgoing } from './thread';

const stored: MessageAnswer = {
  id: '10',
  kind: 'text',
  sender: { kind: 'user', id: 'rui', name: 'Rui' },
  recipients: [{ kind: 'user', id: 'ana' }],
  recipient_count: 1,
  message: 'Olá',
  sent_at: '2026-11-22T14:00:00.000Z',
  seen: false,
};
const rui = { kind: 'user' as const, id: 'rui' };
const queued: Outgoing = { key: 'o1', text: 'Olá', recipients: [rui], at: 0, state: 'queued' };
const refused: Outgoing = { ...queued, key: 'o2', state: 'refused' };

describe('a thread', () => {
  it('has what is stored before what is on its way', () => {
    const thread = threadOf([stored], [queued], 'none', 'ana');

    expect(thread.map(({ key, mine, state }) => [key, mine, state])).toEqual([
      ['10', false, 'stored'],
      ['o1', true, 'sending'],
    ]);
  });

  it('has what waits as waiting, and what was refused as failed whatever the rest waits for', () => {
    const thread = threadOf([], [queued, refused], 'connection', 'ana');

    expect(thread.map(({ state }) => state)).toEqual(['waiting', 'failed']);
  });

  it('tells how far one’s own came, and that nobody has what does not say so', () => {
    const mine = { ...stored, sender: { kind: 'user' as const, id: 'ana' }, seen: true };
    const counted = { ...mine, id: '11', delivered_count: 3, seen_count: 2 };

    const thread = threadOf([mine, counted], [], 'none', 'ana');

    expect(thread.map(({ delivered, seenBy }) => [delivered, seenBy])).toEqual([
      [0, 0],
      [3, 2],
    ]);
  });
});
