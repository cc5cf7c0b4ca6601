import { TestBed } from '@angular/core/testing';
import { MessageList } from './message-list';
import type { Outgoing, ThreadMessage } from './thread';

function aMessage(changes: Partial<ThreadMessage> = {}): ThreadMessage {
  const sender = { kind: 'user' as const, id: 'rui', name: 'Rui' };
  return {
    key: '1',
    mine: false,
    sender,
    recipients: [],
    audience: 1,
    text: 'Olá',
    at: Date.now(),
    state: 'stored',
    seen: true,
    delivered: 0,
    seenBy: 0,
    ...changes,
  };
}

describe('MessageList', () => {
  async function given(messages: ThreadMessage[]) {
    const fixture = TestBed.createComponent(MessageList);
    fixture.componentRef.setInput('messages', messages);
    fixture.componentRef.setInput('now', Date.now());
    fixture.componentRef.setInput('reason', () => 'No answer from Perto.');
    await fixture.whenStable();
    return { fixture, list: fixture.componentInstance, page: fixture.nativeElement as HTMLElement };
  }

  it('shows what somebody wrote as text, never as markup', async () => {
    const { page } = await given([aMessage({ text: '<img src=x onerror=alert(1)>' })]);

    expect(page.querySelector('img')).toBeNull();
    expect(page.querySelector('[data-testid=text]')!.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('marks a bot plainly, once for messages that stand together', async () => {
    const sender = { kind: 'bot' as const, id: 'cantina', building: { id: '1', name: 'Torre Norte' } };
    const { page } = await given([aMessage({ sender }), aMessage({ key: '2', sender })]);

    const names = [...page.querySelectorAll('[data-testid=sender]')].map(({ textContent }) => textContent);
    expect(names).toEqual(['cantina, Bot of Torre Norte']);
  });

  it('says of the latest of one’s own what became of it, and of the earlier ones the time alone', async () => {
    const { page } = await given([
      aMessage({ mine: true, at: Date.now() - 600_000 }),
      aMessage({ key: '2', mine: true }),
    ]);

    const states = [...page.querySelectorAll('.state')].map(({ textContent }) => textContent?.trim());
    expect(states).toEqual([expect.stringMatching(/^\d\d:\d\d$/), expect.stringMatching(/^Sent at/)]);
  });

  it('folds a long text until it is asked for', async () => {
    const text = 'palavra '.repeat(200).trim();
    const { page, fixture } = await given([aMessage({ text })]);
    const shown = (): string => page.querySelector('[data-testid=text]')!.textContent;
    expect(shown().length).toBeLessThan(500);

    page.querySelector<HTMLButtonElement>('[data-testid=unfold]')!.click();
    await fixture.whenStable();

    expect(shown()).toBe(text);
  });

  it('offers to send again what was not sent, and says why', async () => {
    const outgoing: Outgoing = {
      key: 'o',
      text: 'Olá',
      recipients: [{ kind: 'user', id: 'eva', name: 'Eva' }],
      at: Date.now(),
      state: 'refused',
    };
    const { list, page } = await given([
      aMessage({ mine: true, state: 'failed', recipients: outgoing.recipients, outgoing }),
    ]);
    const retried = jest.fn();
    list.retried.subscribe(retried);

    page.querySelector<HTMLButtonElement>('[data-testid=retry]')!.click();

    expect(page.textContent).toContain('Not sent. No answer from Perto.');
    expect(retried).toHaveBeenCalledWith(outgoing);
  });
});
