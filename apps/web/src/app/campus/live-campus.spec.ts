import { TestBed } from '@angular/core/testing';
import type { Participant } from '@perto/contract';
import { Buildings } from '../buildings/buildings';
import { Announcer } from '../messages/announcer';
import { Conversations } from '../messages/conversations';
import { Drafts } from '../messages/drafts';
import { ReadMarkers } from '../messages/read-markers';
import { Nearby } from '../people/nearby';
import { FakeCampus, messageFrom, near } from './campus.fake';
import { LiveCampus } from './live-campus';

const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const start = new Date(2026, 10, 22, 14, 32);
/** 14:32 on the server's wall. */
const inLisbon = '2026-11-22T14:32:00.000Z';

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

    campus.queue.push({ id: 'rui', message: 'Olá 2', timestamp: '2026-11-22 14:32:00' });
    campus.messages = [...campus.messages, { ...messageFrom(rui, '2', start), sent_at: inLisbon }];
    campus.events!.message();
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

    campus.queue.push({ id: 'rui', message: 'Olá', timestamp: '2026-11-22 14:32:00' });
    campus.events!.message();
    await pass(0);

    expect(campus.queue).toEqual([]);
    expect(lines()).toEqual([]);
  });

  it('takes as read what was written before the first visit', async () => {
    await given({ messages: [messageFrom(rui, '1', start)] });

    expect(TestBed.inject(ReadMarkers).seen('rui')).toBe('1');
    expect(TestBed.inject(Conversations).unread()).toBe(0);
  });

  it('brings back what was typed before a reload', async () => {
    sessionStorage.setItem('perto.drafts.ana', '{"rui":"Olá"}');

    await given();

    expect(TestBed.inject(Drafts).of('rui')).toBe('Olá');
  });

  it('is connected while it first connects, and not from the loss until it is back', async () => {
    await given();
    const seen: boolean[] = [];

    for (const kind of ['connecting', 'online', 'offline', 'connecting', 'online'] as const) {
      campus.state.set({ kind });
      seen.push(live.connected());
    }
    campus.state.set({ kind: 'lost', retryAt: 0 });
    seen.push(live.connected());

    expect(seen).toEqual([true, true, false, false, true, false]);
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
