import { TestBed } from '@angular/core/testing';
import { EVENTS, type Acknowledgement, type NewClientAnswer } from '@perto/contract';
import { Session } from '../session/session';
import { Connection } from './connection';
import { QUIET_FOR } from './connection-state';
import { SOCKET, type LiveSocket } from './live-socket';

type Listener = (...values: unknown[]) => void;
type Acknowledge = (answer: Acknowledgement<NewClientAnswer>) => void;

/** A socket whose server is the test. */
class FakeSocket {
  connected = false;
  /** How often it said farewell: that ends a session, a connection that breaks does not. */
  farewells = 0;
  readonly io = { engine: { close: () => this.break() } };
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
    this.farewells++;
    this.break();
  }
  break(): void {
    if (!this.connected) return;
    this.connected = false;
    this.tell('disconnect');
  }
  emit(_event: string, payload: unknown, acknowledge: Acknowledge): void {
    this.introductions.push({ payload, acknowledge });
  }
  tell(event: string, ...values: unknown[]): void {
    this.listeners.get(event)?.(...values);
  }
  accept(answer: Partial<NewClientAnswer> = {}): void {
    const session = { session_id: 's', expires_at: '2026-11-22T20:00:00Z', resumed: false };
    this.introductions.at(-1)!.acknowledge({ ok: true, ...session, ...answer });
  }
  get introduction(): unknown {
    return this.introductions.at(-1)!.payload;
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
    after: jest.fn<string | null | undefined, []>(),
    online: jest.fn(),
    moved: jest.fn(),
    message: jest.fn(),
    receipts: jest.fn(),
    seen: jest.fn(),
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

  const wait = (milliseconds: number): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);
  const kind = (): string => connection.state().kind;
  /** Breaks the connection for longer than a break is kept quiet, with no attempt that succeeds. */
  async function lose(): Promise<void> {
    socket.break();
    const connect = jest.spyOn(socket, 'connect').mockImplementation(() => socket.tell('connect_error'));
    await wait(QUIET_FOR);
    connect.mockRestore();
  }

  it('introduces itself after what has to be told first, and is online once acknowledged', () => {
    expect(events.prepare).toHaveBeenCalledTimes(1);
    expect(socket.introduction).toEqual({ ID: 'ana', token: 'secret', push: true });
    expect(kind()).toBe('connecting');

    socket.accept();

    expect(kind()).toBe('online');
    expect(events.online).toHaveBeenCalledTimes(1);
  });

  it('acknowledges a message once it is taken in, and takes it also before it is online', () => {
    const order: string[] = [];
    events.message.mockImplementationOnce(() => order.push('taken'));

    socket.tell(EVENTS.message, { id: '7' }, () => order.push('acknowledged'));

    expect(events.message).toHaveBeenCalledWith({ id: '7' });
    expect(order).toEqual(['taken', 'acknowledged']);
  });

  it('passes on receipts, and what was seen elsewhere', () => {
    socket.tell(EVENTS.messageReceipts, [{ id: '7' }]);
    socket.tell(EVENTS.messagesSeen, { ids: ['8'] });

    expect(events.receipts).toHaveBeenCalledWith([{ id: '7' }]);
    expect(events.seen).toHaveBeenCalledWith(['8']);
  });

  it('passes on that somebody moved, but only while online', () => {
    socket.tell(EVENTS.newMovement);
    expect(events.moved).not.toHaveBeenCalled();

    socket.accept();
    socket.tell(EVENTS.newMovement);

    expect(events.moved).toHaveBeenCalledTimes(1);
  });

  it('resumes its session within a second, says what it has, and shows nothing of it', async () => {
    socket.accept({ session_id: 'mine' });
    events.after.mockReturnValueOnce('41');

    socket.break();
    expect(kind()).toBe('resuming');
    await wait(1_000);
    expect(socket.introduction).toEqual({
      ID: 'ana',
      token: 'secret',
      push: true,
      session_id: 'mine',
      after: '41',
    });
    socket.accept({ resumed: true });
    await wait(10_000);

    expect(kind()).toBe('online');
    expect(connection.back()).toBe(false);
    expect(events.prepare).toHaveBeenCalledTimes(2);
    expect(events.online).toHaveBeenCalledTimes(2);
  });

  it('says that nothing was ever received, too', async () => {
    socket.accept();
    events.after.mockReturnValueOnce(null);
    socket.break();
    await wait(1_000);

    expect(socket.introduction).toMatchObject({ after: null });
  });

  it('says after which message some were missed, when the server does not push them', async () => {
    socket.accept();
    expect(events.online).toHaveBeenLastCalledWith(undefined);
    events.after.mockReturnValueOnce('41');
    socket.break();
    await wait(1_000);

    socket.accept({ reload: true });

    expect(events.online).toHaveBeenLastCalledWith('41');
  });

  it('is said to be lost after five seconds, whose attempts were several', async () => {
    socket.accept();
    const attempts = events.prepare.mock.calls.length;
    socket.break();
    jest.spyOn(socket, 'connect').mockImplementation(() => socket.tell('connect_error'));

    await wait(QUIET_FOR - 1);
    expect(kind()).toBe('resuming');
    await wait(1);

    expect(kind()).toBe('lost');
    expect(events.prepare.mock.calls.length - attempts).toBeGreaterThanOrEqual(2);
    expect(session.check).toHaveBeenCalled();
  });

  it('stays lost while it tries, so that nothing flickers, and tells for a moment that it is back', async () => {
    socket.accept();
    await lose();
    connection.retryNow();
    await wait(0);
    expect(kind()).toBe('lost');

    socket.accept();
    expect(connection.back()).toBe(true);
    await wait(4_000);

    expect(kind()).toBe('online');
    expect(connection.back()).toBe(false);
  });

  it('tries again at once when asked to', async () => {
    socket.accept();
    await lose();

    connection.retryNow();
    await wait(0);

    expect(socket.introductions).toHaveLength(2);
  });

  it('comes back when a server that stops said to, and says so at once when that is not soon', async () => {
    socket.accept();
    socket.tell(EVENTS.serverStopping, { retry_in: 7_000 });
    expect(kind()).toBe('online');

    socket.break();
    expect(connection.state()).toEqual({ kind: 'lost', retryAt: Date.now() + 7_000, stopped: true });
    await wait(6_999);
    expect(socket.introductions).toHaveLength(1);
    await wait(1);
    socket.accept();

    expect(kind()).toBe('online');
    expect(connection.back()).toBe(true);
  });

  it('says nothing of a server that is back in a moment', async () => {
    socket.accept();
    socket.tell(EVENTS.serverStopping, { retry_in: 2_000 });
    socket.break();
    expect(kind()).toBe('resuming');
    await wait(2_000);

    socket.accept();

    expect(kind()).toBe('online');
  });

  it('is offline when the browser says so, waits, and tries at once when there is a network', async () => {
    socket.accept();

    dispatchEvent(new Event('offline'));
    expect(kind()).toBe('resuming');
    await wait(60_000);
    expect(connection.state()).toEqual({ kind: 'offline' });
    expect(socket.connected).toBe(false);
    expect(socket.introductions).toHaveLength(1);

    dispatchEvent(new Event('online'));
    await wait(0);
    socket.accept();

    expect(kind()).toBe('online');
    expect(connection.back()).toBe(true);
  });

  it('blames no network that is back for an attempt that takes long', async () => {
    socket.accept();
    dispatchEvent(new Event('offline'));
    await wait(1_000);
    dispatchEvent(new Event('online'));
    expect(kind()).toBe('resuming');

    await wait(QUIET_FOR);

    expect(kind()).toBe('lost');
  });

  it('gives up an attempt that the network went away under', async () => {
    dispatchEvent(new Event('offline'));
    dispatchEvent(new Event('online'));
    await wait(0);
    expect(socket.introductions).toHaveLength(2);

    socket.introductions[0]!.acknowledge({ ok: false, error: { code: 'unavailable', message: 'late' } });
    expect(kind()).toBe('offline');
    socket.accept();

    expect(kind()).toBe('online');
  });

  it('ends no session by giving a connection up', async () => {
    socket.accept();
    const { farewells } = socket;
    dispatchEvent(new Event('offline'));
    dispatchEvent(new Event('online'));
    await wait(8_100); // nobody answers

    expect(socket.farewells).toBe(farewells);
  });

  it('resumes no session of whoever was there before', async () => {
    socket.accept({ session_id: 'before' });

    connection.start(events);
    await wait(0);

    expect(socket.introduction).toEqual({ ID: 'ana', token: 'secret', push: true });
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
