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
    text: 'Olá',
    at: Date.now(),
    state: 'stored',
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
    return { list: fixture.componentInstance, page: fixture.nativeElement as HTMLElement };
  }

  it('shows what somebody wrote as text, never as markup', async () => {
    const { page } = await given([aMessage({ text: '<img src=x onerror=alert(1)>' })]);

    expect(page.querySelector('img')).toBeNull();
    expect(page.querySelector('[data-testid=text]')!.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('names the sender once for messages that stand together', async () => {
    const { page } = await given([
      aMessage(),
      aMessage({ key: '2' }),
      aMessage({ key: '3', at: Date.now() + 300_000 }),
    ]);

    expect(page.querySelectorAll('[data-testid=sender]')).toHaveLength(2);
  });

  it('offers to send again what was not sent, and says why', async () => {
    const outgoing: Outgoing = {
      key: 'o',
      text: 'Olá',
      recipients: [{ kind: 'user', id: 'eva', name: 'Eva' }],
      at: Date.now(),
      state: 'failed',
      after: null,
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
