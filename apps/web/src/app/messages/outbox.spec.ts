import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { MessageAnswer, Participant } from '@perto/contract';
import { Connection } from '../connection/connection';
import type { ConnectionState } from '../connection/connection-state';
import { Session } from '../session/session';
import { Api } from '../wire/api';
import { RequestFailed } from '../wire/request-failed';
import { Inbox } from './inbox';
import { Outbox, type Outcome } from './outbox';

const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const eva: Participant = { kind: 'user', id: 'eva', name: 'Eva' };
const gone = new RequestFailed(403, { code: 'not_reachable', detail: 'Not within your reach: rui.' });

describe('Outbox', () => {
  const state = signal<ConnectionState>({ kind: 'online' });
  const api = { send: jest.fn<Promise<MessageAnswer>, [string[], string, string]>() };
  const take = jest.fn<void, [MessageAnswer]>();
  const history = signal<readonly MessageAnswer[]>([]);
  let outbox: Outbox;
  let told: [string, Outcome][];

  beforeEach(() => {
    jest.useFakeTimers();
    sessionStorage.clear();
    state.set({ kind: 'online' });
    take.mockReset();
    history.set([]);
    api.send.mockReset().mockImplementation((_to, message) => Promise.resolve({ message } as MessageAnswer));
    open();
  });
  afterEach(() => {
    outbox.stop();
    jest.useRealTimers();
  });

  /** A tab that is opened, or reloaded. */
  function open(): void {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: api },
        { provide: Connection, useValue: { state } },
        { provide: Session, useValue: { id: () => 'ana' } },
        { provide: Inbox, useValue: { take, history } },
      ],
    });
    outbox = TestBed.inject(Outbox);
    outbox.load();
    told = [];
    outbox.whenSettled(({ text }, outcome) => told.push([text, outcome]));
  }
  const pass = (milliseconds = 0): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);
  const tried = (): string[] => api.send.mock.calls.map(([, text]) => text);
  const stored = (): string[] => take.mock.calls.map(([{ message }]) => message);
  const keys = (): string[] => api.send.mock.calls.map(([, , key]) => key);
  const pending = (): string[] => outbox.pending().map(({ text, state: at }) => `${text} ${at}`);
  const failOnce = (failure: RequestFailed): void => void api.send.mockRejectedValueOnce(failure);

  it('sends a message, and gives the answer to the inbox in its place', async () => {
    outbox.send('Olá', [rui, eva]);
    expect(pending()).toEqual(['Olá queued']);
    await pass();

    expect(api.send).toHaveBeenCalledWith(['rui', 'eva'], 'Olá', expect.stringMatching(/^[\da-f]{32}$/));
    expect(stored()).toEqual(['Olá']);
    expect(pending()).toEqual([]);
    expect(told).toEqual([['Olá', 'sent']]);
  });

  it('sends one after the other, each with a key of its own', async () => {
    let answer!: (message: MessageAnswer) => void;
    api.send.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    outbox.send('um', [rui]);
    outbox.send('dois', [rui]);
    await pass();
    expect(tried()).toEqual(['um']);

    answer({ message: 'um' } as MessageAnswer);
    await pass();

    expect(stored()).toEqual(['um', 'dois']);
    expect(new Set(keys()).size).toBe(2);
  });

  it.each([0, 408, 429, 502, 503, 504])(
    'keeps what a %i answers for, and sends it again with the same key',
    async (status) => {
      failOnce(new RequestFailed(status));
      outbox.send('um', [rui]);
      await pass();
      outbox.send('dois', [rui]);
      expect(pending()).toEqual(['um queued', 'dois queued']);
      expect(outbox.obstacle()).toBe(status === 0 ? 'connection' : 'server');

      await pass(1_000);

      expect(stored()).toEqual(['um', 'dois']);
      expect(keys()[1]).toBe(keys()[0]);
      expect(outbox.obstacle()).toBe('none');
    },
  );

  it('waits as long as the server asks, and longer each time when it names no time', async () => {
    failOnce(new RequestFailed(429, undefined, 30));
    outbox.send('um', [rui]);
    await pass(29_900);
    expect(tried()).toHaveLength(1);
    api.send.mockRejectedValue(new RequestFailed(0));
    await pass(100);
    expect(tried()).toHaveLength(2);

    await pass(60_000);

    expect(tried().length).toBeGreaterThan(5);
    expect(tried().length).toBeLessThan(20);
  });

  it('sends nothing while there is no connection, and everything in order when it is back', async () => {
    state.set({ kind: 'offline' });
    for (const text of ['um', 'dois', 'três']) outbox.send(text, [rui]);
    await pass(60_000);
    expect(tried()).toEqual([]);
    expect(outbox.obstacle()).toBe('connection');

    state.set({ kind: 'online' });
    await outbox.comeBack();

    expect(stored()).toEqual(['um', 'dois', 'três']);
    expect(outbox.sentLate()).toBe(3);
  });

  it('shows nothing twice: what the history has already does not wait any more', async () => {
    api.send.mockRejectedValue(new RequestFailed(0)); // stored, and the answer lost
    outbox.send('Olá', [rui]);
    outbox.send('Olá', [rui]);
    await pass();

    history.set([{ message: 'Olá', idempotency_key: keys()[0]! } as MessageAnswer]);

    expect(pending()).toEqual(['Olá queued']);
    expect(outbox.queued()).toBe(true);
  });

  it('says nothing of waiting during a break that is not told', async () => {
    state.set({ kind: 'resuming' });
    outbox.send('um', [rui]);
    await pass();

    expect([outbox.obstacle(), tried(), told]).toEqual(['none', [], []]);
  });

  it('tells once that a message waits, and then that it is sent', async () => {
    api.send.mockRejectedValueOnce(new RequestFailed(0)).mockRejectedValueOnce(new RequestFailed(0));
    outbox.send('um', [rui]);
    await pass(10_000);

    expect(told).toEqual([
      ['um', 'waiting'],
      ['um', 'sent'],
    ]);
  });

  it('waits for others who come back later from the same break, but not for ever', async () => {
    state.set({ kind: 'offline' });
    outbox.send('Olá', [rui]);
    state.set({ kind: 'online' });
    api.send.mockRejectedValueOnce(gone).mockRejectedValueOnce(gone);
    await outbox.comeBack();
    expect(pending()).toEqual(['Olá queued']);
    await pass(5_000);
    expect(stored()).toEqual(['Olá']);

    state.set({ kind: 'offline' });
    outbox.send('Onde estás?', [rui]);
    state.set({ kind: 'online' });
    api.send.mockRejectedValue(gone);
    await outbox.comeBack();
    await pass(60_000);

    expect(pending()).toEqual(['Onde estás? refused']);
  });

  it('leaves what is refused to whoever wrote it, and sends what comes behind', async () => {
    failOnce(new RequestFailed(413));
    outbox.send('um', [rui]);
    outbox.send('dois', [rui]);
    await pass(60_000);

    expect(pending()).toEqual(['um refused']);
    expect(stored()).toEqual(['dois']);
    outbox.again(outbox.pending()[0]!.key);
    await pass();
    expect(stored()).toEqual(['dois', 'um']);
    expect(keys()[2]).toBe(keys()[0]);
  });

  it('sends to the others when somebody is out of reach: another message, with a key of its own', async () => {
    failOnce(gone);
    outbox.send('Olá', [rui, eva]);
    await pass();
    const [refused] = outbox.pending();
    expect(refused!.unreachable).toEqual(['rui']);

    outbox.again(refused!.key);
    await pass();

    expect(api.send).toHaveBeenLastCalledWith(['eva'], 'Olá', expect.any(String));
    expect(keys()[1]).not.toBe(keys()[0]);
  });

  it('keeps over a reload what was on its way, and sends it with the same key', async () => {
    api.send.mockReturnValueOnce(new Promise(() => undefined));
    outbox.send('Olá', [rui]);
    await pass();
    open();
    expect(pending()).toEqual(['Olá queued']);

    await outbox.comeBack();

    expect(stored()).toEqual(['Olá']);
    expect(keys()[1]).toBe(keys()[0]);
  });

  it('keeps over a reload that a message was refused, and sends it only when asked to', async () => {
    failOnce(gone);
    outbox.send('Olá', [rui, eva]);
    await pass();
    open();

    await outbox.comeBack();

    expect(outbox.pending()).toMatchObject([{ text: 'Olá', state: 'refused', unreachable: ['rui'] }]);
    expect(tried()).toHaveLength(1);
  });

  it('keeps what is written when the sign-in is over, for the next one of the same person', async () => {
    failOnce(new RequestFailed(401));
    outbox.send('Olá', [rui]);
    await pass();
    outbox.stop();
    expect(pending()).toEqual([]);

    outbox.load();
    await outbox.comeBack();

    expect(stored()).toEqual(['Olá']);
  });

  it('forgets what was not sent when the person leaves', () => {
    state.set({ kind: 'offline' });
    outbox.send('Olá', [rui]);

    outbox.clear();

    open();
    expect(pending()).toEqual([]);
  });

  it('gives the answer that comes after the end to nobody', async () => {
    let answer!: (message: MessageAnswer) => void;
    api.send.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    outbox.send('Olá', [rui]);
    await pass();
    outbox.stop();

    answer({ message: 'Olá' } as MessageAnswer);
    await pass();

    expect(stored()).toEqual([]);
  });

  it('shows as sent what was discarded too late', async () => {
    let answer!: (message: MessageAnswer) => void;
    api.send.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    outbox.send('Olá', [rui]);
    await pass();

    outbox.discard(outbox.pending()[0]!.key);
    answer({ message: 'Olá' } as MessageAnswer);
    await pass();

    expect([stored(), pending()]).toEqual([['Olá'], []]);
  });

  it('reads nothing from what somebody else put into the storage', () => {
    for (const kept of ['{', '[null]', '[{"key":1}]', '{"a":1}']) {
      sessionStorage.setItem('perto.unsent.ana', kept);
      open();

      expect(pending()).toEqual([]);
    }
  });
});
