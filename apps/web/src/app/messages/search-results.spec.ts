import { TestBed } from '@angular/core/testing';
import { SearchResults } from './search-results';
import type { ThreadMessage } from './thread';

const now = new Date(2026, 10, 22, 15, 0).getTime();

function aMessage(changes: Partial<ThreadMessage> = {}): ThreadMessage {
  return {
    key: '1',
    mine: false,
    sender: { kind: 'user', id: 'rui', name: 'Rui' },
    recipients: [],
    audience: 1,
    text: 'Vou para o PAVILHÃO',
    at: now - 60_000,
    state: 'stored',
    seen: true,
    delivered: 0,
    seenBy: 0,
    ...changes,
  };
}

describe('SearchResults', () => {
  async function given(...messages: ThreadMessage[]) {
    const fixture = TestBed.createComponent(SearchResults);
    const opened = jest.fn();
    fixture.componentRef.setInput('messages', messages);
    fixture.componentRef.setInput('words', 'pavilhao');
    fixture.componentRef.setInput('now', now);
    fixture.componentInstance.opened.subscribe(opened);
    await fixture.whenStable();
    const page = fixture.nativeElement as HTMLElement;
    return { page, opened, rows: [...page.querySelectorAll<HTMLElement>('[data-testid=found-message]')] };
  }

  it('stand the latest first, and open what is pressed', async () => {
    const latest = aMessage({ key: '2', text: 'O pavilhão fecha' });
    const { rows, opened } = await given(aMessage(), latest);

    rows[0]!.click();

    expect(opened).toHaveBeenCalledWith(latest);
  });

  it('mark the words as they were written, and change nothing of the rest', async () => {
    const { rows } = await given(aMessage());

    expect(rows[0]!.querySelector('mark')!.textContent).toBe('PAVILHÃO');
    expect(rows[0]!.querySelector('.words')!.textContent).toBe('Vou para o PAVILHÃO');
  });

  it('show what somebody wrote as text, never as markup', async () => {
    const { page, rows } = await given(aMessage({ text: '<b>pavilhao</b>' }));

    expect(page.querySelector('b')).toBeNull();
    expect(rows[0]!.querySelector('.words')!.textContent).toBe('<b>pavilhao</b>');
  });

  it('say who wrote, and of one’s own to whom', async () => {
    const eva = { kind: 'user' as const, id: 'eva', name: 'Eva' };
    const { rows } = await given(
      aMessage({ key: '4', mine: true, recipients: [eva, eva], audience: 2 }),
      aMessage({ key: '3', mine: true, recipients: [eva] }),
      aMessage({ key: '2', sender: { kind: 'user', id: 'ist1' } }),
      aMessage(),
    );

    const who = rows.map((row) => row.querySelector('.who')!.textContent.trim());
    expect(who).toEqual(['Rui', 'ist1', 'You, to Eva', 'You, to 2 people']);
  });

  it('are counted in the name of the list', async () => {
    const { page } = await given(aMessage());

    expect(page.querySelector('ul')!.getAttribute('aria-label')).toBe('1 message found');
  });
});
