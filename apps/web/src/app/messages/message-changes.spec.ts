import type { MessageAnswer } from '@perto/contract';
import { withPage, withReceipts, withSeen } from './message-changes';

function aMessage(id: string, changes: Partial<MessageAnswer> = {}): MessageAnswer {
  return {
    id,
    kind: 'text',
    sender: { kind: 'user', id: 'rui', name: 'Rui' },
    recipients: [{ kind: 'user', id: 'ana' }],
    recipient_count: 1,
    message: `Olá ${id}`,
    sent_at: '2026-11-22T14:00:00.000Z',
    seen: false,
    ...changes,
  };
}
const receipt = (id: string, delivered: number, seen: number) => ({
  id,
  recipient_count: 5,
  delivered_count: delivered,
  seen_count: seen,
});

describe('messages that are known', () => {
  it('stand each once, in the order of the numbers, not of the text', () => {
    const known = withPage([], [aMessage('100'), aMessage('99')]);

    const all = withPage(known, [aMessage('100'), aMessage('9')]);

    expect(all.map(({ id }) => id)).toEqual(['9', '99', '100']);
  });

  it('stay seen when an older answer comes late', () => {
    const seen = withSeen([aMessage('1'), aMessage('2')], ['1']);

    expect(withPage(seen, [aMessage('1')]).map((message) => message.seen)).toEqual([true, false]);
  });

  it('count how far they came, never backwards', () => {
    const mine = aMessage('1', { seen: true, delivered_count: 0, seen_count: 0 });

    const further = withReceipts([mine], [receipt('1', 3, 2)]);

    expect(further).toMatchObject([{ delivered_count: 3, seen_count: 2, message: 'Olá 1' }]);
    expect(withReceipts(further, [receipt('1', 2, 0)])).toMatchObject([
      { delivered_count: 3, seen_count: 2 },
    ]);
    expect(withPage(further, [mine])).toMatchObject([{ delivered_count: 3, seen_count: 2 }]);
  });

  it('are the very same list when nothing is new', () => {
    const known = [aMessage('1', { seen: true })];

    expect(withSeen(known, ['1', '2'])).toBe(known);
    expect(withReceipts(known, [receipt('2', 1, 1)])).toBe(known);
  });
});
