import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Participant } from '@perto/contract';
import { MessageList } from './message-list';
import type { Outgoing, ThreadMessage } from './thread';

const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const eva: Participant = { kind: 'user', id: 'eva', name: 'Eva' };

function aMessage(id: string, changes: Partial<ThreadMessage> = {}): ThreadMessage {
  return {
    key: id,
    id,
    mine: false,
    sender: rui,
    recipients: [],
    audience: 1,
    text: `Olá ${id}`,
    at: Date.now(),
    state: 'stored',
    seen: true,
    delivered: 0,
    seenBy: 0,
    ...changes,
  };
}
function aFailed(recipients: Participant[], unreachable?: string[]): ThreadMessage {
  const outgoing: Outgoing = {
    key: 'o',
    text: 'Olá',
    recipients,
    at: Date.now(),
    state: 'refused',
    ...(unreachable ? { unreachable } : {}),
  };
  return aMessage('o', { mine: true, state: 'failed', recipients, audience: recipients.length, outgoing });
}

describe('MessageList', () => {
  let fixture: ComponentFixture<MessageList>;
  const scrolled = jest.fn();
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const find = (testId: string): HTMLElement | null => page().querySelector(`[data-testid=${testId}]`);
  const set = async (inputs: Record<string, unknown>): Promise<void> => {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  };

  async function given(messages: ThreadMessage[], more: Record<string, unknown> = {}): Promise<void> {
    fixture = TestBed.createComponent(MessageList);
    await set({ messages, now: Date.now(), reason: () => 'Why.', ...more });
  }

  beforeEach(() => {
    scrolled.mockClear();
    // jsdom lays nothing out, so it has no scrolling and no escaping of selectors.
    Object.assign(Element.prototype, {
      scrollIntoView(this: HTMLElement, options: ScrollIntoViewOptions) {
        scrolled(this.dataset['key'] ?? this, options.block);
      },
    });
    Object.assign(globalThis, { CSS: { escape: (text: string) => text } });
  });
  afterEach(() => {
    delete (Element.prototype as Partial<Element>).scrollIntoView;
    delete (globalThis as { CSS?: unknown }).CSS;
  });

  it('says where what is new begins, once, and starts a group there', async () => {
    await given([aMessage('1'), aMessage('2'), aMessage('3')], { fresh: '2' });

    const rows = [...page().querySelectorAll('li')];
    expect(rows.map((row) => row.querySelector('[data-testid=fresh]')?.textContent.trim())).toEqual([
      undefined,
      'New',
      undefined,
    ]);
    expect(rows.map((row) => row.querySelector('.state') !== null)).toEqual([true, false, true]);
  });

  it('gives back what was not sent when it is discarded', async () => {
    const failed = aFailed([rui]);
    await given([failed]);
    const discarded = jest.fn();
    fixture.componentInstance.discarded.subscribe(discarded);

    find('discard')!.click();

    expect(discarded).toHaveBeenCalledWith(failed.outgoing);
  });

  it('offers to send to the others when somebody is out of reach', async () => {
    await given([aFailed([rui, eva, { kind: 'user', id: 'nuno' }], ['eva'])]);

    expect(find('retry')!.textContent.trim()).toBe('Send to 2');
  });

  it('offers nothing but to discard when nobody else is left', async () => {
    await given([aFailed([rui], ['rui'])]);

    expect(find('retry')).toBeNull();
    expect(find('discard')).not.toBeNull();
  });

  it('says while a message is on its way, and asks for nothing', async () => {
    await given([aMessage('o', { mine: true, state: 'sending' })]);

    expect(page().querySelector('.state')!.textContent).toContain('Sending…');
    expect(find('retry')).toBeNull();
  });

  it('offers to discard the last of those that wait', async () => {
    const failed = aFailed([rui]);
    const waiting = (key: string): ThreadMessage => ({ ...failed, key, state: 'waiting' });
    await given([waiting('o1'), waiting('o2')]);
    const discarded = jest.fn();
    fixture.componentInstance.discarded.subscribe(discarded);

    expect(page().querySelectorAll('[data-testid=discard]')).toHaveLength(1);
    expect(find('discard')!.closest('li')!.dataset['key']).toBe('o2');
    find('discard')!.click();

    expect(discarded).toHaveBeenCalledWith(failed.outgoing);
  });

  it('says whether the newest is in view', async () => {
    const tellers = new Map<Element, (entries: { isIntersecting: boolean }[]) => void>();
    class Observer {
      constructor(private readonly tell: (entries: { isIntersecting: boolean }[]) => void) {}
      observe(element: Element): void {
        tellers.set(element, this.tell);
      }
      disconnect(): void {
        // Nothing is watched in a test.
      }
    }
    Object.assign(globalThis, { IntersectionObserver: Observer });
    await given([aMessage('1')]);
    const shown: boolean[] = [];
    fixture.componentInstance.endShown.subscribe((at) => shown.push(at));
    const tell = tellers.get(page().querySelector('.end')!)!;

    tell([{ isIntersecting: false }]);
    tell([{ isIntersecting: false }, { isIntersecting: true }]);

    expect(shown).toEqual([false, true]);
    delete (globalThis as { IntersectionObserver?: unknown }).IntersectionObserver;
  });

  it('brings the message into view that is wanted, as soon as it is there', async () => {
    await given([aMessage('9')], { wanted: '4' });
    expect(scrolled).not.toHaveBeenCalled();

    await set({ messages: [aMessage('4'), aMessage('9')] });

    expect(scrolled).toHaveBeenCalledWith('4', 'center');
    expect(page().querySelector('.wanted')!.getAttribute('data-key')).toBe('4');
  });

  it('follows what one writes, and stays where it is when others write', async () => {
    await given([aMessage('1')]);
    await set({ messages: [aMessage('1'), aMessage('2')] });
    expect(scrolled).not.toHaveBeenCalled();

    await set({ messages: [aMessage('1'), aMessage('2'), aMessage('o', { mine: true, state: 'sending' })] });

    expect(scrolled).toHaveBeenCalledWith(fixture.nativeElement, 'end');
  });

  it('asks for older messages where there are some, and says when they do not come', async () => {
    await given([aMessage('1')]);
    expect(find('older')).toBeNull();
    await set({ hasOlder: true, outdated: true });
    const asked = jest.fn();
    fixture.componentInstance.olderAsked.subscribe(asked);

    find('older')!.click();

    expect(asked).toHaveBeenCalledTimes(1);
    expect(page().querySelector('[role=status]')!.textContent).toBe('Older messages could not be fetched.');
  });
});
