import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { english } from '../texts/english';
import { portuguese } from '../texts/portuguese';
import { ConnectionBanner } from './connection-banner';
import { connectionWords, type ConnectionFacts } from './connection-words';

const now = new Date(2026, 10, 22, 14, 32).getTime();
const well: ConnectionFacts = {
  state: { kind: 'online' },
  now,
  knownAt: now,
  pause: null,
  back: false,
  sent: 0,
  slow: false,
};
const lost: ConnectionFacts = { ...well, state: { kind: 'lost', retryAt: now + 3_400 } };

describe('the words for the connection', () => {
  const say = (facts: ConnectionFacts, texts = portuguese): string => {
    const words = connectionWords(facts, texts);
    return words ? `${words.first} ${words.rest}`.trim() : '';
  };

  it('are none while all is well, and none while a first connection is quick', () => {
    expect(connectionWords(well, portuguese)).toBeNull();
    expect(connectionWords({ ...well, state: { kind: 'connecting' } }, portuguese)).toBeNull();
    expect(say({ ...well, state: { kind: 'connecting' }, slow: true })).toBe('A ligar…');
  });

  it('say what is shown without a network', () => {
    const offline: ConnectionFacts = { ...well, state: { kind: 'offline' } };

    expect(say(offline)).toBe('Sem rede. Isto é o que havia às 14:32.');
    expect(say(offline, english)).toBe('Offline. This is how it was at 14:32.');
    expect(say({ ...offline, knownAt: 0 })).toBe('Sem rede. O Perto liga-se logo que haja rede.');
  });

  it('count down to the next attempt', () => {
    expect(say(lost)).toBe('Ligação perdida. Nova tentativa em 4 s');
    expect(say({ ...lost, now: now + 9_000 }, english)).toBe('Connection lost. Retrying…');
  });

  it('name a refusal in words of ours', () => {
    const state = { kind: 'lost', retryAt: now, refusal: 'unavailable' } as const;

    expect(say({ ...well, state }, english)).toContain('A part of Perto is away.');
    expect(say({ ...well, state: { ...state, refusal: 'internal' } }, english)).toContain('refused');
  });

  it('say that the server stopped, and when it is asked again', () => {
    const state = { kind: 'lost', retryAt: now + 6_000, stopped: true } as const;

    expect(say({ ...well, state })).toBe('O Perto parou por agora. Nova tentativa em 6 s');
    expect(say({ ...well, state }, english)).toBe('Perto has stopped for now. Retrying in 6 s');
  });

  it('are none of a break that may be over in a moment', () => {
    expect(connectionWords({ ...well, state: { kind: 'resuming' } }, english)).toBeNull();
  });

  it('count what was sent when the connection is back', () => {
    expect(say({ ...well, back: true, sent: 2 })).toBe('Ligação de volta. 2 mensagens enviadas.');
    expect(say({ ...well, back: true, sent: 1 }, english)).toBe('Back online. 1 message sent.');
  });

  it('tell one thing at a time, the worst first', () => {
    const pause = { status: 429, until: now + 7_000 } as const;

    expect(connectionWords({ ...lost, pause, back: true }, english)?.kind).toBe('lost');
    expect(say({ ...well, pause, back: true }, english)).toBe('Too much at once. Perto goes on in 7 s');
    expect(say({ ...well, pause: { ...pause, until: now }, back: true }, english)).toBe('Back online.');
  });
});

describe('ConnectionBanner', () => {
  let fixture: ComponentFixture<ConnectionBanner>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const aloud = (): string => page().querySelector('[role=status]')!.textContent;

  function given(state: ConnectionFacts['state']): void {
    fixture = TestBed.createComponent(ConnectionBanner);
    fixture.componentRef.setInput('state', state);
    fixture.componentRef.setInput('now', now);
    fixture.detectChanges();
  }

  it('reads aloud what is the matter, and not the countdown', async () => {
    given(lost.state);
    expect(aloud()).toBe('Connection lost.');
    expect(page().textContent).toContain('Retrying in 4 s');

    fixture.componentRef.setInput('now', now + 1_000);
    await fixture.whenStable();

    expect(aloud()).toBe('Connection lost.');
    expect(page().textContent).toContain('Retrying in 3 s');
  });

  it('offers to try at once only where that can help', async () => {
    const retried = jest.fn();
    given(lost.state);
    fixture.componentInstance.retry.subscribe(retried);

    page().querySelector('button')!.click();
    expect(retried).toHaveBeenCalledTimes(1);
    fixture.componentRef.setInput('state', { kind: 'offline' });
    await fixture.whenStable();

    expect(page().querySelector('button')).toBeNull();
  });

  it('speaks of a first connection only when that is slow', async () => {
    jest.useFakeTimers();
    given({ kind: 'connecting' });
    expect(aloud()).toBe('');
    expect(page().classList).not.toContain('shown');

    await jest.advanceTimersByTimeAsync(1_100);
    fixture.detectChanges();

    expect(aloud()).toBe('Connecting…');
    expect(page().classList).toContain('shown');
    jest.useRealTimers();
  });
});
