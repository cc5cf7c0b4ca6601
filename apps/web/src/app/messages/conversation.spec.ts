import type { Participant } from '@perto/contract';
import { SEVERAL, belongsTo, conversationsOf } from './conversation';
import type { ThreadMessage } from './thread';

const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const eva: Participant = { kind: 'user', id: 'eva', name: 'Eva' };
const me: Participant = { kind: 'user', id: 'ana', name: 'Ana' };
const sent = { state: 'stored', seen: true, delivered: 0, seenBy: 0 } as const;
let ids = 0;

beforeEach(() => (ids = 0));

function from(sender: Participant, text = 'Olá'): ThreadMessage {
  const id = String(++ids);
  return {
    ...sent,
    key: id,
    id,
    mine: false,
    sender,
    recipients: [me],
    audience: 1,
    text,
    at: ids,
    seen: false,
  };
}

function to(...recipients: Participant[]): ThreadMessage {
  const id = String(++ids);
  const audience = recipients.length;
  return { ...sent, key: id, id, mine: true, sender: me, recipients, audience, text: 'Eu', at: ids };
}

describe('conversations', () => {
  it('stand by person, the latest first, what went to several in one of its own', () => {
    const messages = [from(rui), to(eva), to(rui, eva), from(rui, 'Até já')];

    const found = conversationsOf(messages);

    expect(found.map(({ id }) => id)).toEqual(['rui', SEVERAL, 'eva']);
    expect(found[0]!.latest.text).toBe('Até já');
  });

  it('have what went to a whole building, where nobody is named, among what went to several', () => {
    const announcement = { ...to(), audience: 7, building: { id: '1', name: 'Torre Norte' } };

    expect(conversationsOf([announcement]).map(({ id }) => id)).toEqual([SEVERAL]);
    expect([SEVERAL, 'rui'].map((id) => belongsTo(id, announcement))).toEqual([true, false]);
  });

  it('show what went to several also with each of them', () => {
    const broadcast = to(rui, eva);

    expect(['rui', 'eva', SEVERAL, 'nuno'].map((id) => belongsTo(id, broadcast))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('count what others wrote and one has not seen', () => {
    const messages = [{ ...from(rui), seen: true }, to(rui), from(rui), from(eva)];

    const found = conversationsOf(messages);

    expect(Object.fromEntries(found.map(({ id, unread }) => [id, unread]))).toEqual({ rui: 1, eva: 1 });
  });

  it('keep the name of somebody whose latest message does not tell it', () => {
    const [found] = conversationsOf([from(rui), from({ kind: 'user', id: 'rui' })]);

    expect(found!.with?.name).toBe('Rui');
  });
});
