import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Participant } from '@perto/contract';
import { SEVERAL, type Conversation } from './conversation';
import { ConversationList } from './conversation-list';
import type { ThreadMessage } from './thread';

const now = new Date(2026, 10, 22, 15, 0).getTime();
const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };

function latest(changes: Partial<ThreadMessage> = {}): ThreadMessage {
  return {
    key: '1',
    mine: false,
    sender: rui,
    recipients: [],
    audience: 1,
    text: 'Olá',
    at: new Date(2026, 10, 22, 14, 32).getTime(),
    state: 'stored',
    seen: true,
    delivered: 0,
    seenBy: 0,
    ...changes,
  };
}
function withRui(changes: Partial<ThreadMessage> = {}, more: Partial<Conversation> = {}): Conversation {
  return { id: 'rui', with: rui, latest: latest(changes), unread: 0, ...more };
}

describe('ConversationList', () => {
  let fixture: ComponentFixture<ConversationList>;
  const opened = jest.fn();

  async function given(conversations: Conversation[], open: string | null = null): Promise<HTMLElement[]> {
    opened.mockClear();
    fixture = TestBed.createComponent(ConversationList);
    fixture.componentRef.setInput('conversations', conversations);
    fixture.componentRef.setInput('open', open);
    fixture.componentRef.setInput('nameOf', (id: string) => `Name of ${id}`);
    fixture.componentRef.setInput('now', now);
    fixture.componentInstance.opened.subscribe(opened);
    await fixture.whenStable();
    return [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];
  }
  const part = (row: HTMLElement | undefined, name: string): string | undefined =>
    row?.querySelector(`.${name}`)?.textContent.trim();

  it('says with whom, when, and what was said last', async () => {
    const [row] = await given([withRui()]);

    expect([part(row, 'name'), part(row, 'time'), part(row, 'preview')]).toEqual(['Rui', '14:32', 'Olá']);
  });

  it('says of an earlier day the day alone', async () => {
    const yesterday = new Date(2026, 10, 21, 14, 32).getTime();
    const [last, older] = await given([
      withRui({ at: yesterday }),
      withRui({ at: new Date(2026, 10, 3).getTime() }, { id: 'eva' }),
    ]);

    expect([part(last, 'time'), part(older, 'time')]).toEqual(['Yesterday', expect.stringMatching(/3/)]);
  });

  it('tells by the preview whose words they are, and what became of them', async () => {
    const rows = await given([
      withRui({ mine: true, text: 'Vou já' }),
      withRui({ mine: true, state: 'sending' }, { id: 'a' }),
      withRui({ mine: true, state: 'waiting', text: 'Já aí vou' }, { id: 'w' }),
      withRui({ mine: true, state: 'failed', text: 'Onde estás?' }, { id: 'b' }),
      { id: SEVERAL, with: null, latest: latest({ mine: true, audience: 14, text: 'Alguém?' }), unread: 0 },
    ]);

    expect(rows.map((row) => part(row, 'preview'))).toEqual([
      'You: Vou já',
      'Sending…',
      'Waiting: Já aí vou',
      'Not sent: Onde estás?',
      'To 14 people: Alguém?',
    ]);
  });

  it('names the one with several people, and whoever’s name only the page knows', async () => {
    const [several, eva] = await given([
      { id: SEVERAL, with: null, latest: latest({ mine: true }), unread: 0 },
      withRui({}, { id: 'eva', with: { kind: 'user', id: 'eva' } }),
    ]);

    expect([part(several, 'name'), part(eva, 'name')]).toEqual(['To several people', 'Name of eva']);
  });

  it('marks a bot in words, and nobody else', async () => {
    const [bot, person] = await given([
      withRui({}, { id: 'cantina', with: { kind: 'bot', id: 'cantina', name: 'cantina' } }),
      withRui(),
    ]);

    expect([part(bot, 'tag'), part(person, 'tag')]).toEqual(['Bot', undefined]);
  });

  it('says how many are unread in words too, and nothing where none is', async () => {
    const [unread, read] = await given([withRui({}, { unread: 3 }), withRui({}, { id: 'eva' })]);

    expect([part(unread, 'badge'), part(unread, 'hidden-text')]).toEqual(['3', '3 unread']);
    expect(part(read, 'badge')).toBeUndefined();
  });

  it('opens the one that is pressed, and says which is open', async () => {
    const [first, second] = await given([withRui(), withRui({}, { id: 'eva' })], 'eva');

    first!.click();

    expect(opened).toHaveBeenCalledWith('rui');
    expect([first, second].map((row) => row!.getAttribute('aria-current'))).toEqual([null, 'true']);
  });
});
