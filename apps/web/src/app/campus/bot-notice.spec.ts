import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Participant } from '@perto/contract';
import { Inbox } from '../messages/inbox';
import { OpenConversation } from '../messages/open-conversation';
import { BotNotice } from './bot-notice';
import { FakeCampus, messageFrom, torre } from './campus.fake';

const cantina: Participant = { kind: 'bot', id: 'cantina', name: 'cantina', building: torre };
const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const now = new Date(2026, 10, 22, 15, 0);
const earlier = new Date(2026, 10, 22, 14, 32);

describe('BotNotice', () => {
  let fixture: ComponentFixture<BotNotice>;
  let campus: FakeCampus;
  const host = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const notice = (): HTMLElement | null => host().querySelector('[data-testid=notice]');
  const pass = async (milliseconds: number): Promise<void> => {
    await jest.advanceTimersByTimeAsync(milliseconds);
    fixture.detectChanges();
  };
  const over = (): boolean => notice()!.classList.contains('over');

  async function given(...messages: FakeCampus['messages']): Promise<void> {
    campus = new FakeCampus();
    campus.messages = messages;
    TestBed.configureTestingModule({ providers: campus.providers });
    await TestBed.inject(Inbox).refresh();
    fixture = TestBed.createComponent(BotNotice);
    await pass(0);
  }

  beforeEach(() => jest.useFakeTimers({ now }));
  afterEach(() => {
    fixture.destroy();
    jest.useRealTimers();
  });

  it('says what a bot said last today, and for which building it speaks', async () => {
    await given(messageFrom(cantina, '1', earlier), messageFrom(rui, '2', earlier));

    expect(notice()!.textContent.replace(/\s+/g, ' ')).toContain('cantina · Bot of Torre Norte · 14:32');
    expect(notice()!.querySelector('.text')!.textContent).toBe('Olá 1');
  });

  it('says nothing of yesterday, nor of what people say', async () => {
    await given(messageFrom(cantina, '1', new Date(2026, 10, 21, 23, 59)), messageFrom(rui, '2', earlier));

    expect(notice()).toBeNull();
  });

  it('goes when the day is over', async () => {
    await given(messageFrom(cantina, '1', earlier));
    expect(notice()).not.toBeNull();

    jest.setSystemTime(new Date(2026, 10, 23, 0, 0, 1));
    await pass(1_000);

    expect(notice()).toBeNull();
  });

  it('stays away once put away, until a bot says something else', async () => {
    await given(messageFrom(cantina, '1', earlier));
    host().querySelector<HTMLElement>('[data-testid=put-away]')!.click();
    await pass(0);
    expect(notice()).toBeNull();

    campus.messages = [...campus.messages, messageFrom(cantina, '2', now)];
    await TestBed.inject(Inbox).refresh();
    await pass(0);

    expect(notice()!.querySelector('.text')!.textContent).toBe('Olá 2');
  });

  it('opens the conversation with the bot', async () => {
    await given(messageFrom(cantina, '1', earlier));

    host().querySelector<HTMLElement>('.open')!.click();

    expect(TestBed.inject(OpenConversation).id()).toBe('cantina');
  });

  it('gives a phone’s map free after twelve seconds', async () => {
    await given(messageFrom(cantina, '1', earlier));
    await pass(11_900);
    expect(over()).toBe(false);

    await pass(200);

    expect(over()).toBe(true);
  });

  it.each([
    ['pointed at', 'pointerenter', 'pointerleave'],
    ['focused', 'focusin', 'focusout'],
  ])('stays while it is %s, and for twelve seconds after that', async (_what, begin, end) => {
    await given(messageFrom(cantina, '1', earlier));
    host().dispatchEvent(new Event(begin));
    await pass(60_000);
    expect(over()).toBe(false);

    host().dispatchEvent(new Event(end));
    await pass(11_900);
    expect(over()).toBe(false);
    await pass(200);

    expect(over()).toBe(true);
  });
});
