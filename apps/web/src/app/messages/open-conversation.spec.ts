import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { MessageAnswer, MessagePage } from '@perto/contract';
import { Api } from '../wire/api';
import { SEVERAL } from './conversation';
import { Inbox } from './inbox';
import { OpenConversation } from './open-conversation';

function aMessage(id: string): MessageAnswer {
  return {
    id,
    kind: 'text',
    sender: { kind: 'user', id: 'rui', name: 'Rui' },
    recipients: [{ kind: 'user', id: 'ana' }],
    recipient_count: 1,
    message: `Olá ${id}`,
    sent_at: '2026-11-22T14:00:00.000Z',
    seen: false,
  };
}

describe('OpenConversation', () => {
  const history = signal<MessageAnswer[]>([]);
  const gaps = signal(0);
  const api = { history: jest.fn<Promise<MessagePage>, [object]>() };

  function given(...pages: MessagePage[]): OpenConversation {
    history.set([]);
    gaps.set(0);
    api.history.mockReset();
    for (const page of pages) api.history.mockResolvedValueOnce(page);
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: api },
        { provide: Inbox, useValue: { history, gaps } },
      ],
    });
    return TestBed.inject(OpenConversation);
  }
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('asks for the newest page of that person alone, then for older ones', async () => {
    const conversation = given({ items: [aMessage('9')], next: '9' }, { items: [aMessage('4')], next: null });

    conversation.open('rui');
    await settled();
    await conversation.loadOlder();

    expect(api.history.mock.calls).toEqual([[{ with: 'rui' }], [{ with: 'rui', before: '9' }]]);
    expect(conversation.history().map(({ id }) => id)).toEqual(['4', '9']);
    expect(conversation.hasOlder()).toBe(false);
  });

  it('asks for what went to several where nobody is meant in particular', async () => {
    const conversation = given({ items: [], next: null });

    conversation.open(SEVERAL);
    await settled();

    expect(api.history).toHaveBeenCalledWith({ audience: 'several' });
  });

  it('shows with what it read what has come since', async () => {
    const conversation = given({ items: [aMessage('9')], next: null });
    conversation.open('rui');
    await settled();

    history.set([aMessage('9'), aMessage('10')]);

    expect(conversation.history().map(({ id }) => id)).toEqual(['9', '10']);
  });

  it('throws away the answer for a conversation that is not open any more', async () => {
    const conversation = given();
    let answer!: (page: MessagePage) => void;
    api.history.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    api.history.mockResolvedValueOnce({ items: [], next: null });

    conversation.open('rui');
    conversation.open('eva');
    answer({ items: [aMessage('9')], next: null });
    await settled();

    expect(conversation.history()).toEqual([]);
  });

  it('reads again after a gap, so that no message is missing in the middle', async () => {
    const conversation = given(
      { items: [aMessage('9')], next: null },
      { items: [aMessage('80'), aMessage('9')], next: null },
    );
    conversation.open('rui');
    await settled();

    gaps.set(1);
    TestBed.tick();
    await settled();

    expect(conversation.history().map(({ id }) => id)).toEqual(['9', '80']);
  });

  it('knows of what it read whether it was seen, and how far one’s own came', async () => {
    const mine = { ...aMessage('4'), recipient_count: 2, seen: true };
    const conversation = given({ items: [aMessage('9'), mine], next: null });
    conversation.open('rui');
    await settled();

    conversation.seen(['9']);
    conversation.receipts([{ id: '4', recipient_count: 2, delivered_count: 2, seen_count: 1 }]);

    expect(conversation.history()).toMatchObject([
      { id: '4', delivered_count: 2, seen_count: 1 },
      { id: '9', seen: true },
    ]);
  });

  it('reads back to a message that was searched for', async () => {
    const conversation = given(
      { items: [aMessage('9')], next: '9' },
      { items: [aMessage('8')], next: '8' },
      { items: [aMessage('3')], next: '3' },
    );
    conversation.open('rui');

    await conversation.find('3');

    expect(conversation.wanted()).toBe('3');
    expect(api.history).toHaveBeenCalledTimes(3);
  });

  it('says when older messages could not be fetched, and asks again', async () => {
    const conversation = given();
    api.history.mockRejectedValueOnce(new Error('away'));
    conversation.open('rui');
    await settled();
    expect(conversation.outdated()).toBe(true);
    api.history.mockResolvedValueOnce({ items: [aMessage('9')], next: null });

    await conversation.loadOlder();

    expect(conversation.outdated()).toBe(false);
    expect(conversation.history()).toHaveLength(1);
  });
});
