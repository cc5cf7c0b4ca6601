import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { MessageAnswer, Participant } from '@perto/contract';
import { Session } from '../session/session';
import { Api } from '../wire/api';
import { RequestFailed } from '../wire/request-failed';
import { Inbox } from './inbox';
import { Outbox, unreachableIn } from './outbox';

const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const eva: Participant = { kind: 'user', id: 'eva', name: 'Eva' };

describe('Outbox', () => {
  const history = signal<MessageAnswer[]>([]);
  const api = { send: jest.fn<Promise<void>, [string[], string]>() };
  const refresh = jest.fn<Promise<void>, []>();

  function givenOutbox(): Outbox {
    history.set([]);
    sessionStorage.clear();
    api.send.mockReset().mockResolvedValue();
    refresh.mockReset().mockResolvedValue();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: api },
        { provide: Session, useValue: { id: () => 'ana' } },
        { provide: Inbox, useValue: { history, newest: () => history().at(-1)?.id ?? null, refresh } },
      ],
    });
    return TestBed.inject(Outbox);
  }

  function store(id: string, message: string): void {
    const sender: Participant = { kind: 'user', id: 'ana' };
    history.update((all) => [
      ...all,
      {
        id,
        kind: 'text',
        sender,
        recipients: [rui],
        recipient_count: 1,
        message,
        sent_at: '2026-11-22T14:00:00Z',
      },
    ]);
  }

  it('shows a message as sending, then leaves it to the history', async () => {
    const outbox = givenOutbox();
    refresh.mockImplementation(async () => store('1', 'Olá'));

    const sending = outbox.send('Olá', [rui]);
    expect(outbox.pending().map(({ state }) => state)).toEqual(['sending']);
    await sending;

    expect(outbox.pending()).toEqual([]);
  });

  it('keeps a message that was not sent, and sends it again by hand', async () => {
    const outbox = givenOutbox();
    api.send.mockRejectedValueOnce(new RequestFailed(503));
    await outbox.send('Olá', [rui]);
    const [failed] = outbox.pending();
    expect(failed!.state).toBe('failed');

    await outbox.retry(failed!.key);

    expect(api.send).toHaveBeenCalledTimes(2);
    expect(outbox.pending().map(({ state }) => state)).toEqual(['sent']);
  });

  it('does not send twice what arrived although the answer was lost', async () => {
    const outbox = givenOutbox();
    api.send.mockRejectedValueOnce(new RequestFailed(0));
    await outbox.send('Olá', [rui]);
    refresh.mockImplementation(async () => store('1', 'Olá'));

    await outbox.retry(outbox.pending()[0]!.key);

    expect(api.send).toHaveBeenCalledTimes(1);
    expect(outbox.pending()).toEqual([]);
  });

  it('sends to the others when somebody is out of reach', async () => {
    const outbox = givenOutbox();
    api.send.mockRejectedValueOnce(
      new RequestFailed(403, { code: 'not_reachable', detail: 'Out of reach: rui.' }),
    );
    await outbox.send('Olá', [rui, eva]);
    const [failed] = outbox.pending();
    expect(failed!.unreachable).toEqual(['rui']);

    await outbox.retry(failed!.key);

    expect(api.send).toHaveBeenLastCalledWith(['eva'], 'Olá');
  });

  it('keeps what was not sent over a reload, to be sent again by hand', async () => {
    const outbox = givenOutbox();
    outbox.load();
    api.send.mockRejectedValueOnce(new RequestFailed(503));
    await outbox.send('Olá', [rui]);
    TestBed.tick();
    outbox.stop();

    outbox.load();

    const [kept] = outbox.pending();
    expect([kept!.text, kept!.state, kept!.recipients]).toEqual(['Olá', 'failed', [rui]]);
    await outbox.retry(kept!.key);
    expect(api.send).toHaveBeenCalledTimes(2);
  });

  it('forgets what was not sent when the person leaves', async () => {
    const outbox = givenOutbox();
    outbox.load();
    api.send.mockRejectedValueOnce(new RequestFailed(503));
    await outbox.send('Olá', [rui]);
    TestBed.tick();

    outbox.clear();

    outbox.load();
    expect(outbox.pending()).toEqual([]);
  });

  it('reads nothing from what somebody else put into the storage', () => {
    for (const kept of [
      '{',
      '[null]',
      '[{"key":1}]',
      '{"a":1}',
      '[{"key":"a","text":"b","at":1,"recipients":[{}]}]',
    ]) {
      const outbox = givenOutbox();
      sessionStorage.setItem('perto.unsent.ana', kept);

      outbox.load();

      expect(outbox.pending()).toEqual([]);
      TestBed.resetTestingModule();
    }
  });

  it('reads who is out of reach from the fields of the problem too', () => {
    const problem = {
      code: 'not_reachable' as const,
      errors: [{ path: 'users.1', message: 'cannot be reached' }],
    };

    expect(unreachableIn(new RequestFailed(403, problem), [rui, eva])).toEqual(['eva']);
  });
});
