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
import { SeenReports } from './seen-reports';
import type { Outgoing } from './thread';

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
    seen: sender === me,
  };
}
function to(recipients: Participant[], id: string): MessageAnswer {
  return { ...from(me, id), recipients, recipient_count: recipients.length };
}

describe('Conversations', () => {
  const history = signal<readonly MessageAnswer[]>([]);
  const pending = signal<readonly Outgoing[]>([]);
  const opened = signal<string | null>(null);
  const inRange = signal<readonly Person[]>([]);
  const report = jest.fn<void, [string[]]>();

  function given(...messages: MessageAnswer[]): Conversations {
    history.set(messages);
    pending.set([]);
    opened.set(null);
    inRange.set([]);
    report.mockReset();
    TestBed.configureTestingModule({
      providers: [
        { provide: Inbox, useValue: { history } },
        { provide: OpenConversation, useValue: { history, id: opened } },
        { provide: Outbox, useValue: { pending, obstacle: signal('none') } },
        { provide: Nearby, useValue: { inRange, inBuilding: signal([]) } },
        { provide: SeenReports, useValue: { report } },
        { provide: Session, useValue: { id: () => 'ana' } },
      ],
    });
    return TestBed.inject(Conversations);
  }

  it('count what is unread of each person, and in sum', () => {
    const seen = { ...from(rui, '1'), seen: true };
    const conversations = given(seen, from(rui, '2'), from(eva, '3'), to([rui], '4'));

    expect([...conversations.unreadOf()]).toEqual([
      ['rui', 1],
      ['eva', 1],
    ]);
    expect(conversations.unread()).toBe(2);
  });

  it('report what others wrote in the open one when it is looked at, and nothing else', () => {
    const seen = { ...from(rui, '1'), seen: true };
    const conversations = given(seen, from(rui, '2'), to([rui], '3'), from(eva, '4'), from(rui, '5'));
    opened.set('rui');

    conversations.look();

    expect(report).toHaveBeenCalledWith(['2', '5']);
  });

  it('take nothing of others as read when what went to several is looked at', () => {
    const conversations = given(from(rui, '1'), to([rui, eva], '2'));
    opened.set(SEVERAL);

    conversations.look();

    expect(report).toHaveBeenCalledWith([]);
  });

  it('show what is on its way behind what is stored', () => {
    const conversations = given(from(rui, '1'));
    opened.set('rui');

    pending.set([{ key: 'o', text: 'Já vou', recipients: [rui], at: 0, state: 'queued' }]);

    expect(conversations.messages().map(({ text, state }) => [text, state])).toEqual([
      ['Olá 1', 'stored'],
      ['Já vou', 'sending'],
    ]);
    expect(conversations.all()[0]!.latest.text).toBe('Já vou');
  });

  it('show of the open one what was said there, also to several', () => {
    const conversations = given(from(rui, '1'), from(eva, '2'), to([rui, eva], '3'), to([eva], '4'));

    opened.set('rui');

    expect(conversations.messages().map(({ id }) => id)).toEqual(['1', '3']);
  });

  it('name who is near or wrote, and show the id of anybody else', () => {
    const conversations = given(from(rui, '1'));
    inRange.set([{ id: 'eva', name: 'Eva', building: null, distance: 12 }]);

    expect(['rui', 'eva', 'nuno'].map(conversations.nameOf)).toEqual(['Rui', 'Eva', 'nuno']);
    expect(conversations.person('eva').distance).toBe(12);
    expect(conversations.person('rui')).toEqual({ id: 'rui', name: 'Rui', building: null });
  });

  it('count the bots of a building, each once', () => {
    const conversations = given(from(cantina, '1'), from(cantina, '2'), from(rui, '3'));

    expect([...conversations.botsOf()]).toEqual([['t', 1]]);
  });
});
