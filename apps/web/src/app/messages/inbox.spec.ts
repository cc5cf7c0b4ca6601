import { TestBed } from '@angular/core/testing';
import type { MessageAnswer, MessagePage } from '@perto/contract';
import { Session } from '../session/session';
import { Api } from '../wire/api';
import { Inbox } from './inbox';

function from(sender: string, id: string, changes: Partial<MessageAnswer> = {}): MessageAnswer {
  return {
    id,
    kind: 'text',
    sender: { kind: 'user', id: sender },
    recipients: [{ kind: 'user', id: sender === 'ana' ? 'rui' : 'ana' }],
    recipient_count: 1,
    message: `Olá ${id}`,
    sent_at: '2026-11-22T14:00:00.000Z',
    seen: sender === 'ana',
    ...changes,
  };
}
const page = (next: string | null, ...items: MessageAnswer[]): MessagePage => ({ items, next });

describe('Inbox', () => {
  const api = { history: jest.fn<Promise<MessagePage>, [object?]>() };
  let inbox: Inbox;
  let heard: string[];

  beforeEach(() => {
    api.history.mockReset().mockResolvedValue(page(null));
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: api },
        { provide: Session, useValue: { id: () => 'ana' } },
      ],
    });
    inbox = TestBed.inject(Inbox);
    heard = [];
    inbox.whenArriving((arrivals) => heard.push(...arrivals.map(({ message }) => message)));
  });
  afterEach(() => inbox.stop());

  const ids = (): string[] => inbox.history().map(({ id }) => id);
  async function given(answer: MessagePage): Promise<void> {
    api.history.mockResolvedValueOnce(answer);
    await inbox.refresh();
  }

  it('shows what is pushed once, however often it comes, and tells of it once', async () => {
    inbox.take(from('rui', '10'));
    inbox.take(from('rui', '10'));
    await given(page(null, from('rui', '10')));

    expect(ids()).toEqual(['10']);
    expect(heard).toEqual(['Olá 10']);
  });

  it('puts what comes late where it belongs', async () => {
    await given(page(null, from('rui', '10')));

    inbox.take(from('eva', '12'));
    inbox.take(from('eva', '11'));

    expect(ids()).toEqual(['10', '11', '12']);
  });

  it('tells nothing of one’s own, nor of what was seen elsewhere already', async () => {
    inbox.take(from('ana', '10'));
    inbox.take(from('rui', '11', { seen: true }));

    expect(ids()).toEqual(['10', '11']);
    expect(heard).toEqual([]);
  });

  it('tells of what was missed without a connection, and not of what was there from the beginning', async () => {
    await given(page(null, from('rui', '10')));

    await given(page(null, from('rui', '11'), from('rui', '10')));

    expect(heard).toEqual(['Olá 11']);
  });

  it('knows the last message that others wrote, and whether it knows', async () => {
    expect(inbox.newestReceived()).toBeUndefined();
    await given(page('7', from('ana', '8')));
    expect(inbox.newestReceived()).toBeUndefined(); // what others wrote lies perhaps on an older page

    api.history.mockResolvedValueOnce(page(null));
    await inbox.loadOlder();
    expect(inbox.newestReceived()).toBeNull();
    inbox.take(from('rui', '9'));
    inbox.take(from('ana', '10'));

    expect(inbox.newestReceived()).toBe('9');
  });

  it('says that there is a gap when the newest page shares nothing with what is known', async () => {
    await given(page(null, from('rui', '10')));

    await given(page('90', from('rui', '90')));

    expect(inbox.gaps()).toBe(1);
    expect(ids()).toEqual(['90']);
    expect(inbox.hasOlder()).toBe(true);
  });

  it('finds the gap behind what was pushed since messages were missed', async () => {
    await given(page(null, from('rui', '10')));
    inbox.take(from('rui', '91'));
    inbox.miss('10');

    await given(page('90', from('rui', '91'), from('rui', '90')));

    expect(inbox.gaps()).toBe(1);
    expect(ids()).toEqual(['90', '91']);
    await given(page('90', from('rui', '91'), from('rui', '90')));
    expect(inbox.gaps()).toBe(1);
  });

  it('finds no gap where the page reaches back to what is known', async () => {
    await given(page(null, from('rui', '10')));
    inbox.miss('10');

    await given(page('9', from('rui', '11'), from('rui', '10')));

    expect(inbox.gaps()).toBe(0);
    expect(ids()).toEqual(['10', '11']);
  });

  it('does not know a message that another tab sent, but those that it let go long ago', async () => {
    await given(page('10', from('ana', '10')));
    const receipt = (id: string) => ({ id, recipient_count: 1, delivered_count: 1, seen_count: 1 });

    expect(inbox.receipts([receipt('3'), receipt('10')])).toBe(false);
    expect(inbox.receipts([receipt('11')])).toBe(true);

    expect(inbox.history()).toMatchObject([{ id: '10', delivered_count: 1, seen_count: 1 }]);
  });

  it('puts older messages before the newer ones', async () => {
    await given(page('10', from('rui', '10')));
    api.history.mockResolvedValueOnce(page(null, from('rui', '4')));

    await inbox.loadOlder();

    expect(api.history).toHaveBeenLastCalledWith({ before: '10' });
    expect(ids()).toEqual(['4', '10']);
    expect(inbox.hasOlder()).toBe(false);
  });

  it('keeps the latest of very many, and asks for the others again', () => {
    for (let id = 1; id <= 401; id++) inbox.take(from('rui', String(id)));

    expect([ids().length, ids()[0]]).toEqual([200, '202']);
    expect(inbox.hasOlder()).toBe(true);
  });
});
