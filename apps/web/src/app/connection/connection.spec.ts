import { TestBed } from '@angular/core/testing';
import { EVENTS, type Acknowledgement, type NewClientAnswer } from '@perto/contract';
import { Session } from '../session/session';
import { Connection } from './connection';
import { SOCKET, waitBeforeAttempt, type LiveSocket } from './live-socket';

type Listener = (...values: unknown[]) => void;
type Acknowledge = (answer: Acknowledgement<NewClientAnswer>) => void;

/** A socket whose server is the test. */
class FakeSocket {
  connected = false;
  id = 'socket-1';
  readonly introductions: { payload: unknown; acknowledge: Acknowledge }[] = [];
  private readonly listeners = new Map<string, Listener>();

  on(event: string, listener: Listener): void {
    this.listeners.set(event, listener);
  }
  removeAllListeners(): void {
    this.listeners.clear();
  }
  connect(): void {
    this.connected = true;
    this.tell('connect');
  }
  disconnect(): void {
    if (!this.connected) return;
    this.connected = false;
    this.tell('disconnect');
  }
  emit(_event: string, payload: unknown, acknowledge: Acknowledge): void {
    this.introductions.push({ payload, acknowledge });
  }
  tell(event: string): void {
    this.listeners.get(event)?.();
  }
  accept(): void {
    this.introductions.at(-1)!.acknowledge({ ok: true, session_id: 's', expires_at: '2026-11-22T20:00:00Z' });
  }
}

describe('Connection', () => {
  const session = {
    person: () => ({ id: 'ana', token: 'secret' }),
    expire: jest.fn(),
    check: jest.fn(() => Promise.resolve()),
  };
  const events = {
    prepare: jest.fn(() => Promise.resolve()),
    online: jest.fn(),
    moved: jest.fn(),
    message: jest.fn(),
  };
  let socket: FakeSocket;
  let connection: Connection;

  beforeEach(async () => {
    jest.useFakeTimers();
    jest.clearAllMocks();
    socket = new FakeSocket();
    TestBed.configureTestingModule({
      providers: [
        { provide: Session, useValue: session },
        { provide: SOCKET, useValue: () => socket as unknown as LiveSocket },
      ],
    });
    connection = TestBed.inject(Connection);
    connection.start(events);
    await jest.advanceTimersByTimeAsync(0);
  });

  afterEach(() => {
    connection.stop();
    jest.useRealTimers();
  });

  it('introduces itself after what has to be told first, and is online once acknowledged', () => {
    expect(events.prepare).toHaveBeenCalledTimes(1);
    expect(socket.introductions[0]!.payload).toEqual({ ID: 'ana', token: 'secret' });
    expect(connection.state().kind).toBe('connecting');
    expect(connection.socketId).toBeUndefined();

    socket.accept();

    expect(connection.state().kind).toBe('online');
    expect(connection.socketId).toBe('socket-1');
    expect(events.online).toHaveBeenCalledTimes(1);
  });

  it('passes on what happens, but only while online', () => {
    socket.tell(EVENTS.newMessage);
    expect(events.message).not.toHaveBeenCalled();

    socket.accept();
    socket.tell(EVENTS.newMessage);
    socket.tell(EVENTS.newMovement);

    expect(events.message).toHaveBeenCalledTimes(1);
    expect(events.moved).toHaveBeenCalledTimes(1);
  });

  it('comes back by itself: prepares, introduces itself and asks for everything again', async () => {
    socket.accept();
    socket.disconnect();
    expect(connection.state().kind).toBe('lost');
    expect(session.check).toHaveBeenCalled();

    await jest.advanceTimersByTimeAsync(1_300);
    socket.accept();

    expect(events.prepare).toHaveBeenCalledTimes(2);
    expect(socket.introductions).toHaveLength(2);
    expect(events.online).toHaveBeenCalledTimes(2);
  });

  it('tries again at once when asked to', async () => {
    socket.accept();
    socket.disconnect();

    connection.retryNow();
    await jest.advanceTimersByTimeAsync(0);

    expect(socket.introductions).toHaveLength(2);
  });

  it('stays lost while it tries, so that nothing flickers, and tells for a moment that it is back', async () => {
    socket.accept();
    expect(connection.back()).toBe(false);
    socket.disconnect();
    await jest.advanceTimersByTimeAsync(1_300);
    expect(connection.state().kind).toBe('lost');

    socket.accept();
    expect(connection.back()).toBe(true);
    await jest.advanceTimersByTimeAsync(4_000);

    expect(connection.state().kind).toBe('online');
    expect(connection.back()).toBe(false);
  });

  it('is offline when the browser says so, waits, and tries at once when there is a network', async () => {
    socket.accept();

    dispatchEvent(new Event('offline'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(connection.state()).toEqual({ kind: 'offline' });
    expect(socket.connected).toBe(false);
    expect(socket.introductions).toHaveLength(1);

    dispatchEvent(new Event('online'));
    await jest.advanceTimersByTimeAsync(0);
    socket.accept();

    expect(connection.state().kind).toBe('online');
    expect(connection.back()).toBe(true);
  });

  it('gives up an attempt that the network went away under', async () => {
    dispatchEvent(new Event('offline'));
    dispatchEvent(new Event('online'));
    await jest.advanceTimersByTimeAsync(0);
    expect(socket.introductions).toHaveLength(2);

    socket.introductions[0]!.acknowledge({ ok: false, error: { code: 'unavailable', message: 'late' } });
    expect(connection.state().kind).toBe('offline');
    socket.accept();

    expect(connection.state().kind).toBe('online');
  });

  it('keeps why it was refused as a code, for words of ours', () => {
    socket.introductions[0]!.acknowledge({ ok: false, error: { code: 'too_many_requests', message: 'no' } });

    expect(connection.state()).toMatchObject({ kind: 'lost', refusal: 'too_many_requests' });
  });

  it('ends the session when the server does not know the sign-in', () => {
    socket.introductions[0]!.acknowledge({ ok: false, error: { code: 'unauthenticated', message: 'no' } });

    expect(session.expire).toHaveBeenCalledTimes(1);
  });

  it('gives up an introduction that nobody answers, and says so', async () => {
    await jest.advanceTimersByTimeAsync(8_100);

    expect(connection.state().kind).toBe('lost');
    expect(socket.connected).toBe(false);
  });

  it('leaves at once when the tab closes, and stays when the tab may come back', () => {
    const leaving = (persisted: boolean): Event => Object.assign(new Event('pagehide'), { persisted });
    socket.accept();

    dispatchEvent(leaving(true));
    expect(socket.connected).toBe(true);
    dispatchEvent(leaving(false));

    expect(socket.connected).toBe(false);
  });
});

describe('the wait before an attempt', () => {
  it('doubles from a second to a quarter of a minute, give or take a fifth', () => {
    expect([1, 2, 3, 4, 5, 9].map((failures) => waitBeforeAttempt(failures, 0.5))).toEqual([
      1_000, 2_000, 4_000, 8_000, 15_000, 15_000,
    ]);
    expect(waitBeforeAttempt(1, 0)).toBe(800);
  });
});
