import { TestBed } from '@angular/core/testing';
import type { MessageAnswer, MessagePage, PulledMessage } from '@perto/contract';
import { Connection } from '../connection/connection';
import { Api } from '../wire/api';
import { Inbox } from './inbox';

const hello: PulledMessage = { timestamp: '2026-11-22 14:00:00', id: 'rui', message: 'Olá' };
const storedHello: MessageAnswer = {
  id: '10',
  kind: 'text',
  sender: { kind: 'user', id: 'rui', name: 'Rui' },
  recipients: [{ kind: 'user', id: 'ana' }],
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

  it('counts what came as unread until it is looked at', async () => {
    const inbox = givenInbox();
    api.receive.mockResolvedValueOnce([hello, { ...hello, message: 'Estás aí?' }]);

    await inbox.receive();
    expect(inbox.unread()).toBe(2);
    inbox.markRead();

    expect(inbox.unread()).toBe(0);
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
