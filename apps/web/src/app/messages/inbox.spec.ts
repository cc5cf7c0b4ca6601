import { TestBed } from '@angular/core/testing';
import type { MessageAnswer, MessagePage, PulledMessage } from '@perto/contract';
import { Connection } from '../connection/connection';
import { Session } from '../session/session';
import { Api } from '../wire/api';
import { Inbox } from './inbox';

const hello: PulledMessage = { timestamp: '2026-11-22 14:00:00', id: 'rui', message: 'Olá' };
const storedHello: MessageAnswer = {
  id: '10',
  kind: 'text',
  sender: { kind: 'user', id: 'rui', name: 'Rui' },
  recipients: [{ kind: 'user', id: 'ana' }],
  recipient_count: 1,
  message: 'Olá',
  sent_at: '2026-11-22T14:00:00.000Z',
};

describe('Inbox', () => {
  const api = {
    receive: jest.fn<Promise<PulledMessage[]>, [string]>(),
    history: jest.fn<Promise<MessagePage>, [string?]>(),
  };

  function givenInbox(): Inbox {
    api.receive.mockReset().mockResolvedValue([]);
    api.history.mockReset().mockResolvedValue({ items: [], next: null });
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: api },
        { provide: Connection, useValue: { socketId: 'socket-1' } },
        { provide: Session, useValue: { id: () => 'ana' } },
      ],
    });
    return TestBed.inject(Inbox);
  }

  it('asks once more when something came during a receive, and never twice at a time', async () => {
    const inbox = givenInbox();
    let running = 0;
    let most = 0;
    api.receive.mockImplementation(async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return [];
    });

    await Promise.all([inbox.receive(), inbox.receive(), inbox.receive(), inbox.receive()]);

    expect(api.receive).toHaveBeenCalledTimes(2);
    expect(most).toBe(1);
  });

  it('shows a live message at once, and once only when the history has it too', async () => {
    const inbox = givenInbox();
    api.receive.mockResolvedValueOnce([hello]);
    api.history.mockRejectedValueOnce(new Error('away'));

    await inbox.receive();
    expect(inbox.pulled()).toHaveLength(1);
    api.history.mockResolvedValue({ items: [storedHello], next: null });
    await inbox.refresh();

    expect(inbox.pulled()).toHaveLength(0);
    expect(inbox.history()).toHaveLength(1);
    inbox.stop();
  });

  it('tells of each message that arrives once, whichever way it is known first', async () => {
    const inbox = givenInbox();
    const heard: string[] = [];
    inbox.whenArriving((arrivals) => heard.push(...arrivals.map(({ text }) => text)));
    await inbox.refresh();
    api.receive.mockResolvedValueOnce([hello]);
    api.history.mockResolvedValue({ items: [storedHello], next: null });

    await inbox.receive();
    await inbox.refresh();

    expect(heard).toEqual(['Olá']);
  });

  it('tells of what was missed without a connection, and not of what was there from the beginning', async () => {
    const inbox = givenInbox();
    const heard: string[] = [];
    inbox.whenArriving((arrivals) => heard.push(...arrivals.map(({ text }) => text)));
    api.history.mockResolvedValueOnce({ items: [storedHello], next: null });
    await inbox.refresh();
    const missed = { ...storedHello, id: '11', message: 'Estás aí?', sent_at: '2026-11-22T14:05:00.000Z' };
    api.history.mockResolvedValueOnce({ items: [missed, storedHello], next: null });

    await inbox.refresh();

    expect(heard).toEqual(['Estás aí?']);
  });

  it('says that there is a gap when the newest page shares nothing with what is known', async () => {
    const inbox = givenInbox();
    api.history.mockResolvedValueOnce({ items: [storedHello], next: null });
    await inbox.refresh();
    api.history.mockResolvedValueOnce({ items: [{ ...storedHello, id: '90' }], next: '90' });

    await inbox.refresh();

    expect(inbox.gaps()).toBe(1);
    expect(inbox.history().map(({ id }) => id)).toEqual(['90']);
    expect(inbox.hasOlder()).toBe(true);
  });

  it('puts older messages before the newer ones', async () => {
    const inbox = givenInbox();
    api.history.mockResolvedValueOnce({ items: [storedHello], next: '10' });
    await inbox.refresh();
    api.history.mockResolvedValueOnce({ items: [{ ...storedHello, id: '4', message: 'Antes' }], next: null });

    await inbox.loadOlder();

    expect(api.history).toHaveBeenLastCalledWith({ before: '10' });
    expect(inbox.history().map(({ id }) => id)).toEqual(['4', '10']);
    expect(inbox.hasOlder()).toBe(false);
  });
});
