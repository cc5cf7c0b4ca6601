import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { MessageAnswer, Participant } from '@perto/contract';
import { Nearby } from '../people/nearby';
import type { Person } from '../people/person';
import { Session } from '../session/session';
import { SEVERAL } from './conversation';
import { Conversations } from './conversations';
import { Inbox } from './inbox';
import { OpenConversation } from './open-conversation';
import { Outbox } from './outbox';
import { ReadMarkers } from './read-markers';
import type { Outgoing, Pulled } from './thread';

const me: Participant = { kind: 'user', id: 'ana', name: 'Ana' };
const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const eva: Participant = { kind: 'user', id: 'eva', name: 'Eva' };
const cantina: Participant = {
  kind: 'bot',
  id: 'cantina',
  name: 'cantina',
  building: { id: 't', name: 'Torre Norte' },
};

function from(sender: Participant, id: string): MessageAnswer {
  return {
    id,
    kind: 'text',
    sender,
    recipients: [me],
    recipient_count: 1,
    message: `Olá ${id}`,
    sent_at: '2026-11-22T14:00:00.000Z',
  };
}
function to(recipients: Participant[], id: string): MessageAnswer {
  return { ...from(me, id), recipients, recipient_count: recipients.length };
}

describe('Conversations', () => {
  const history = signal<readonly MessageAnswer[]>([]);
  const pulled = signal<readonly Pulled[]>([]);
  const opened = signal<string | null>(null);
  const inRange = signal<readonly Person[]>([]);

  function given(...messages: MessageAnswer[]): { conversations: Conversations; markers: ReadMarkers } {
    localStorage.clear();
    history.set(messages);
    pulled.set([]);
    opened.set(null);
    inRange.set([]);
    TestBed.configureTestingModule({
      providers: [
        { provide: Inbox, useValue: { history, notYetIn: pulled } },
        { provide: OpenConversation, useValue: { history, id: opened } },
        { provide: Outbox, useValue: { notYetIn: signal<readonly Outgoing[]>([]) } },
        { provide: Nearby, useValue: { inRange, inBuilding: signal([]) } },
        { provide: Session, useValue: { id: () => 'ana' } },
      ],
    });
    return { conversations: TestBed.inject(Conversations), markers: TestBed.inject(ReadMarkers) };
  }

  it('count what is unread of each person, and in sum', () => {
    const { conversations, markers } = given(from(rui, '1'), from(rui, '2'), from(eva, '3'), to([rui], '4'));
    markers.begin('1');

    const unread = conversations.unreadOf();

    expect([...unread]).toEqual([
      ['rui', 1],
      ['eva', 1],
    ]);
    expect(conversations.unread()).toBe(2);
  });

  it('hold nothing unread before it is known from where to count', () => {
    const { conversations, markers } = given(from(rui, '1'));
    expect(conversations.unread()).toBe(0);

    markers.begin(null);

    expect(conversations.unread()).toBe(1);
  });

  it('take as read what comes while it is looked at, and remember it afterwards', () => {
    const { conversations, markers } = given(from(rui, '1'));
    markers.begin(null);
    opened.set('rui');
    conversations.watch('rui');
    expect(markers.seen('rui')).toBe('1');

    history.set([from(rui, '1'), from(rui, '2'), from(eva, '3')]);
    expect([...conversations.unreadOf().keys()]).toEqual(['eva']);
    conversations.watch('rui');
    conversations.watch(null);

    expect([...conversations.unreadOf().keys()]).toEqual(['eva']);
  });

  it('count again what comes when nobody looks any more', () => {
    const { conversations, markers } = given(from(rui, '1'));
    markers.begin(null);
    opened.set('rui');
    conversations.watch('rui');
    conversations.watch(null);

    history.set([from(rui, '1'), from(rui, '2')]);

    expect(conversations.unreadOf().get('rui')).toBe(1);
  });

  it('take nothing of others as read when what went to several is looked at', () => {
    const { conversations, markers } = given(from(rui, '1'), to([rui, eva], '2'));
    markers.begin(null);
    opened.set(SEVERAL);

    conversations.watch(SEVERAL);

    expect(conversations.unreadOf().get('rui')).toBe(1);
  });

  it('show of the open one what was said there, also to several', () => {
    const { conversations } = given(from(rui, '1'), from(eva, '2'), to([rui, eva], '3'), to([eva], '4'));

    opened.set('rui');

    expect(conversations.messages().map(({ id }) => id)).toEqual(['1', '3']);
  });

  it('name who is near or wrote, and show the id of anybody else', () => {
    const { conversations } = given(from(rui, '1'));
    inRange.set([{ id: 'eva', name: 'Eva', building: null, distance: 12 }]);

    expect(['rui', 'eva', 'nuno'].map(conversations.nameOf)).toEqual(['Rui', 'Eva', 'nuno']);
    expect(conversations.person('eva').distance).toBe(12);
    expect(conversations.person('rui')).toEqual({ id: 'rui', name: 'Rui', building: null });
  });

  it('count the bots of a building, each once', () => {
    const { conversations } = given(from(cantina, '1'), from(cantina, '2'), from(rui, '3'));

    expect([...conversations.botsOf()]).toEqual([['t', 1]]);
  });

  it('know a bot by what it said before, as soon as it speaks again', () => {
    const { conversations } = given(from(cantina, '1'));

    pulled.set([
      { key: 'p', id: 'cantina', message: 'Sopa', timestamp: '2026-11-22 14:05:00', arrivedAt: 0 },
    ]);

    expect(conversations.all()[0]!.latest.text).toBe('Sopa');
    expect(conversations.all()[0]!.with).toEqual(cantina);
  });
});
