import { Injectable, inject, signal } from '@angular/core';
import { EVENTS, type Acknowledgement, type ErrorCode, type NewClientAnswer } from '@perto/contract';
import { Session } from '../session/session';
import { SOCKET, waitBeforeAttempt, type LiveSocket } from './live-socket';

export type ConnectionState =
  /** `connecting` is the first time only: once lost it stays lost until it is back. */
  | { kind: 'off' | 'connecting' | 'online' }
  /** The browser itself says that there is no network. */
  | { kind: 'offline' }
  /** `retryAt` in milliseconds since 1970; in the past while it is being tried. */
  | { kind: 'lost'; retryAt: number; refusal?: ErrorCode };

/** An introduction that is not answered in this time has failed. Milliseconds. */
const ACKNOWLEDGE_WITHIN = 8_000;
/** How long a recovery is told. Milliseconds. */
const BACK_FOR = 4_000;

export interface ConnectionEvents {
  /** Before each attempt: what should be told to the server before the session exists. */
  prepare: () => Promise<void>;
  /** The session lives: everything has to be asked anew. */
  online: () => void;
  moved: () => void;
  message: () => void;
}

/** The live connection: one socket that introduces itself, and comes back by itself. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly makeSocket = inject(SOCKET);
  private readonly session = inject(Session);
  private socket?: LiveSocket;
  private events?: ConnectionEvents;
  private failures = 0;
  /** Counts attempts, so that an older one cannot end a newer one. */
  private attempts = 0;
  private attempting = false;
  private timer?: ReturnType<typeof setTimeout>;
  private backTimer?: ReturnType<typeof setTimeout>;

  private readonly current = signal<ConnectionState>({ kind: 'off' });
  readonly state = this.current.asReadonly();
  private readonly recovered = signal(false);
  /** True for a moment after the connection came back. */
  readonly back = this.recovered.asReadonly();

  /** Id of the live socket, by which `receive` knows whose queue is meant. */
  get socketId(): string | undefined {
    return this.current().kind === 'online' ? this.socket?.id : undefined;
  }

  start(events: ConnectionEvents): void {
    this.stop();
    this.events = events;
    const socket = (this.socket = this.makeSocket());
    socket.on('connect', () => this.introduce(socket));
    socket.on('connect_error', () => this.lost(socket));
    socket.on('disconnect', () => this.lost(socket));
    socket.on(EVENTS.newMovement, () => this.current().kind === 'online' && events.moved());
    socket.on(EVENTS.newMessage, () => this.current().kind === 'online' && events.message());
    addEventListener('pagehide', this.leave);
    addEventListener('pageshow', this.comeBack);
    addEventListener('offline', this.loseNetwork);
    addEventListener('online', this.findNetwork);
    if (navigator.onLine) {
      this.current.set({ kind: 'connecting' });
      void this.attempt();
    } else {
      this.current.set({ kind: 'offline' });
    }
  }

  retryNow(): void {
    if (this.current().kind === 'lost' && !this.attempting) void this.attempt();
  }

  stop(): void {
    clearTimeout(this.timer);
    removeEventListener('pagehide', this.leave);
    removeEventListener('pageshow', this.comeBack);
    removeEventListener('offline', this.loseNetwork);
    removeEventListener('online', this.findNetwork);
    this.abandon();
    this.socket?.removeAllListeners();
    this.socket?.disconnect();
    this.socket = undefined;
    this.failures = 0;
    this.endBack();
    this.current.set({ kind: 'off' });
  }

  /** A tab that closes says so: the session ends at once instead of after the time for broken ones. */
  private readonly leave = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) this.stop();
  };

  private readonly comeBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && this.current().kind !== 'online') this.retryNow();
  };

  /** A socket without a network is found dead only much later: it is given up at once. */
  private readonly loseNetwork = (): void => {
    clearTimeout(this.timer);
    this.abandon();
    this.endBack();
    this.current.set({ kind: 'offline' });
    this.socket?.disconnect();
  };

  private readonly findNetwork = (): void => {
    const { kind } = this.current();
    if ((kind !== 'offline' && kind !== 'lost') || this.attempting) return;
    this.failures = 0;
    void this.attempt();
  };

  private async attempt(): Promise<void> {
    clearTimeout(this.timer);
    const { socket, events } = this;
    const attempt = ++this.attempts;
    this.attempting = true;
    await events?.prepare();
    if (attempt === this.attempts) socket?.connect();
  }

  /** Whatever the attempt under way still brings is of no use. */
  private abandon(): void {
    this.attempts++;
    this.attempting = false;
  }

  private introduce(socket: LiveSocket): void {
    const person = this.session.person();
    if (!person) return;
    const attempt = this.attempts;
    const unanswered = setTimeout(() => this.fail(attempt, socket), ACKNOWLEDGE_WITHIN);
    socket.emit(EVENTS.newClient, { ID: person.id, token: person.token }, (answer) => {
      clearTimeout(unanswered);
      if (attempt === this.attempts && socket.connected) this.introduced(socket, answer);
    });
  }

  private introduced(socket: LiveSocket, answer: Acknowledgement<NewClientAnswer>): void {
    if (answer.ok) this.succeed();
    else if (answer.error.code === 'unauthenticated') this.session.expire();
    else this.fail(this.attempts, socket, answer.error.code);
  }

  private succeed(): void {
    const { kind } = this.current();
    this.failures = 0;
    this.attempting = false;
    this.current.set({ kind: 'online' });
    if (kind === 'lost' || kind === 'offline') {
      this.recovered.set(true);
      this.backTimer = setTimeout(() => this.recovered.set(false), BACK_FOR);
    }
    this.events?.online();
  }

  private endBack(): void {
    clearTimeout(this.backTimer);
    this.recovered.set(false);
  }

  private fail(attempt: number, socket: LiveSocket, refusal?: ErrorCode): void {
    if (attempt !== this.attempts || !this.attempting) return;
    this.lost(socket, refusal);
    socket.disconnect();
  }

  private lost(socket: LiveSocket, refusal?: ErrorCode): void {
    const { kind } = this.current();
    // A socket that was given up already says its end once more.
    if (socket !== this.socket || (kind !== 'online' && !this.attempting)) return;
    this.abandon();
    this.endBack();
    const wait = waitBeforeAttempt(++this.failures, Math.random());
    this.current.set({ kind: 'lost', retryAt: Date.now() + wait, ...(refusal ? { refusal } : {}) });
    this.timer = setTimeout(() => void this.attempt(), wait);
    // Closed by the server perhaps because the sign-in is over: asking tells, by its 401.
    void this.session.check();
  }
}
