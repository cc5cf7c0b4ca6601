import { TestBed } from '@angular/core/testing';
import type { Participant } from '@perto/contract';
import { Buildings } from '../buildings/buildings';
import { Announcer } from '../messages/announcer';
import { Conversations } from '../messages/conversations';
import { Drafts } from '../messages/drafts';
import { Inbox } from '../messages/inbox';
import { Outbox } from '../messages/outbox';
import { Nearby } from '../people/nearby';
import { FakeCampus, ana, messageFrom, near } from './campus.fake';
import { LiveCampus } from './live-campus';

const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const start = new Date(2026, 10, 22, 14, 32);

describe('LiveCampus', () => {
  let live: LiveCampus;
  let campus: FakeCampus;
  const pass = async (milliseconds: number): Promise<void> => {
    await jest.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
  };
  const lines = (): string[] =>
    TestBed.inject(Announcer)
      .lines()
      .map(({ text }) => text);

  async function given(changes: Partial<FakeCampus> = {}): Promise<void> {
    localStorage.clear();
    campus = Object.assign(new FakeCampus(), changes);
    TestBed.configureTestingModule({ providers: campus.providers });
    live = TestBed.inject(LiveCampus);
    live.start();
    await pass(0);
  }
  function look(visibility: DocumentVisibilityState): void {
    Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
  }

  beforeEach(() => jest.useFakeTimers({ now: start }));
  afterEach(() => {
    live.stop();
    delete (document as { visibilityState?: unknown }).visibilityState;
    jest.useRealTimers();
  });

  it('reads aloud what comes live, once, by the name of whoever wrote', async () => {
    await given({ messages: [messageFrom(rui, '1', start)] });
    expect(lines()).toEqual([]);

    campus.events!.message(messageFrom(rui, '2', start));
    campus.events!.message(messageFrom(rui, '2', start));
    await pass(0);

    expect(lines()).toEqual(['Rui: Olá 2, 14:32']);
  });

  it('reads aloud what was written while there was no connection', async () => {
    await given({ messages: [messageFrom(rui, '1', start)] });
    campus.messages = [...campus.messages, messageFrom(rui, '2', start)];

    campus.events!.online();
    await pass(0);

    expect(lines()).toEqual(['Rui: Olá 2, 14:32']);
  });

  it('reads nothing aloud once the person has left', async () => {
    await given();
    live.stop();

    campus.events!.message(messageFrom(rui, '1', start));

    expect(lines()).toEqual([]);
  });

  it('says what it has when it comes back, so that only the rest is pushed', async () => {
    await given({ messages: [messageFrom(rui, '1', start)] });
    campus.events!.message(messageFrom(rui, '2', start));

    expect(campus.events!.after()).toBe('2');
  });

  it('asks for the history anew when messages were missed', async () => {
    await given({ messages: [messageFrom(rui, '1', start)] });
    campus.events!.message(messageFrom(rui, '91', start));
    campus.messages = [messageFrom(rui, '90', start), messageFrom(rui, '91', start)];

    campus.events!.online('1');
    await pass(0);

    expect(TestBed.inject(Inbox).gaps()).toBe(1);
  });

  it('sends what waits when the connection is there', async () => {
    await given();
    campus.state.set({ kind: 'offline' });
    TestBed.inject(Outbox).send('Olá', [rui]);
    campus.state.set({ kind: 'online' });

    campus.events!.online();
    await pass(0);

    expect(campus.sent).toEqual([{ to: ['rui'], text: 'Olá' }]);
  });

  it('knows what another tab has seen, and how far one’s own messages came', async () => {
    const mine = { ...messageFrom(ana, '2', start), recipients: [rui], seen: true };
    await given({ messages: [messageFrom(rui, '1', start), mine] });
    expect(TestBed.inject(Conversations).unread()).toBe(1);

    campus.events!.seen(['1']);
    campus.events!.receipts([{ id: '2', recipient_count: 1, delivered_count: 1, seen_count: 1 }]);

    expect(TestBed.inject(Conversations).unread()).toBe(0);
    expect(TestBed.inject(Conversations).all()[0]!.latest).toMatchObject({ delivered: 1, seenBy: 1 });
  });

  it('reads what another tab sent when a receipt names it, once nothing is on its way from here', async () => {
    await given();
    const elsewhere = { ...messageFrom(ana, '5', start), recipients: [rui], seen: true };
    let answer!: () => void;
    const deliver = campus.send;
    campus.send = async (...message) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return deliver(...message);
    };
    TestBed.inject(Outbox).send('Olá', [rui]);
    campus.messages = [...campus.messages, elsewhere];
    campus.events!.receipts([{ id: '5', recipient_count: 1, delivered_count: 1, seen_count: 0 }]);
    await pass(0);
    expect(TestBed.inject(Inbox).history()).toEqual([]);

    answer();
    await pass(0);
    await pass(0);

    const texts = TestBed.inject(Inbox)
      .history()
      .map(({ message }) => message);
    expect(texts).toEqual(['Olá 5', 'Olá']);
  });

  it('brings back what was typed before a reload', async () => {
    sessionStorage.setItem('perto.drafts.ana', '{"rui":"Olá"}');

    await given();

    expect(TestBed.inject(Drafts).of('rui')).toBe('Olá');
  });

  it('is connected while it first connects and during a short break, and not from the loss until it is back', async () => {
    await given();
    const seen: boolean[] = [];

    for (const kind of ['connecting', 'online', 'resuming', 'offline', 'connecting', 'online'] as const) {
      campus.state.set({ kind });
      seen.push(live.connected());
    }
    campus.state.set({ kind: 'lost', retryAt: 0 });
    seen.push(live.connected());

    expect(seen).toEqual([true, true, true, false, false, true, false]);
  });

  it('asks again who is near when somebody moved', async () => {
    await given();
    campus.people = [near('rui')];

    campus.events!.moved();
    await pass(0);

    expect(TestBed.inject(Nearby).inRange()).toHaveLength(1);
  });

  it('asks for the buildings again when they were missing at the start', async () => {
    await given();
    campus.buildings = [{ id: 't', name: 'Torre Norte', latitude: 38.7, longitude: -9.1, radious: 30 }];

    campus.events!.online();
    await pass(0);

    expect(TestBed.inject(Buildings).all()).toHaveLength(1);
  });

  it('counts heads every half minute', async () => {
    await given();

    await pass(60_000);

    expect(campus.counted).toBe(2);
  });

  it('counts no heads while nobody looks or there is no connection, nor after the end', async () => {
    await given();
    look('hidden');
    await pass(30_000);
    look('visible');
    campus.state.set({ kind: 'offline' });
    await pass(30_000);
    expect(campus.counted).toBe(0);
    campus.state.set({ kind: 'online' });
    live.stop();

    await pass(60_000);

    expect(campus.counted).toBe(0);
  });

  it('tells where one is before the connection is made', async () => {
    await given();
    const told = jest.fn();
    campus.told = told;

    const prepared = campus.events!.prepare();
    await pass(2_500);
    await prepared;

    expect(told).toHaveBeenCalledWith(expect.objectContaining({ latitude: 38.7, longitude: -9.1 }));
  });
});
