import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Participant } from '@perto/contract';
import { Inbox } from '../messages/inbox';
import { OpenConversation } from '../messages/open-conversation';
import { FakeCampus, messageFrom, settled } from './campus.fake';
import { MessagesPanel } from './messages-panel';

const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const eva: Participant = { kind: 'user', id: 'eva', name: 'Eva' };

describe('MessagesPanel', () => {
  let fixture: ComponentFixture<MessagesPanel>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const all = (testId: string): HTMLElement[] => [
    ...page().querySelectorAll<HTMLElement>(`[data-testid=${testId}]`),
  ];
  const field = (): HTMLInputElement | undefined => all('search-messages')[0] as HTMLInputElement | undefined;
  const opened = (): OpenConversation => TestBed.inject(OpenConversation);

  async function given(messages: FakeCampus['messages'] = [], asked = true): Promise<void> {
    const campus = new FakeCampus();
    campus.messages = messages;
    TestBed.configureTestingModule({ providers: campus.providers });
    if (asked) await TestBed.inject(Inbox).refresh();
    fixture = TestBed.createComponent(MessagesPanel);
    await fixture.whenStable();
  }
  async function search(words: string): Promise<void> {
    field()!.value = words;
    field()!.dispatchEvent(new Event('input'));
    await new Promise((resolve) => setTimeout(resolve, 300)); // typing pauses
    await fixture.whenStable();
  }

  it('says that it is fetching, then that there is nothing, and offers no search in nothing', async () => {
    await given([], false);
    expect(page().textContent).toContain('Fetching messages…');

    await TestBed.inject(Inbox).refresh();
    await fixture.whenStable();

    expect(page().textContent).toContain('No messages yet');
    expect(field()).toBeUndefined();
  });

  it('opens the conversation that is pressed', async () => {
    await given([messageFrom(rui, '1'), messageFrom(eva, '2')]);

    all('conversation-row')[1]!.querySelector('button')!.click();

    expect(opened().id()).toBe('rui');
  });

  it('finds words, and opens what was found where it was said', async () => {
    await given([messageFrom(rui, '17'), messageFrom(eva, '28')]);
    await search('Olá 1');
    expect(all('conversation-row')).toEqual([]);
    expect(page().querySelector('[role=status]')!.textContent.trim()).toBe('1 message found');

    all('found-message')[0]!.click();
    await settled();
    await settled();

    expect([opened().id(), opened().wanted()]).toEqual(['rui', '17']);
  });

  it('says when nothing was found, and shows the conversations again without words', async () => {
    await given([messageFrom(rui, '1')]);
    await search('xyz');
    expect(page().textContent).toContain('Nothing with “xyz”');

    field()!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await fixture.whenStable();

    expect([field()!.value, all('conversation-row').length]).toEqual(['', 1]);
  });
});
