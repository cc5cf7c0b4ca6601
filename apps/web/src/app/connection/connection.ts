import { Injectable, InjectionToken, inject, signal } from '@angular/core';
import {
  EVENTS,
  type Acknowledgement,
  type ClientToServerEvents,
  type NewClientAnswer,
  type ServerToClientEvents,
} from '@perto/contract';
import { io, type Socket } from 'socket.io-client';
import { Session } from '../session/session';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;
export type ConnectionState =
  | { kind: 'off' | 'connecting' | 'online' }
  /** `retryAt` in milliseconds since 1970. */
  | { kind: 'lost'; retryAt: number; refusal?: string };

/** How a socket is made; a test gives its own. */
export const SOCKET = new InjectionToken<() => LiveSocket>('socket', {
  providedIn: 'root',
  // Reconnecting is ours: so the page can say when it tries again, and report the position before it does.
  factory: () => () =>
    io({
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
    }),
});

/** An introduction that is not answered in this time has failed. Milliseconds. */
const ACKNOWLEDGE_WITHIN = 8_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

/** Waits grow twofold; the random part keeps a lecture hall from coming back in the same instant. */
export function waitBeforeAttempt(failures: number, random: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, failures - 1)) * (0.8 + 0.4 * random);
}

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
  private timer?: ReturnType<typeof setTimeout>;

  private readonly current = signal<ConnectionState>({ kind: 'off' });
  readonly state = this.current.asReadonly();

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
    void this.attempt();
  }

  retryNow(): void {
    if (this.current().kind === 'lost') void this.attempt();
  }

  stop(): void {
    clearTimeout(this.timer);
    removeEventListener('pagehide', this.leave);
    removeEventListener('pageshow', this.comeBack);
    this.socket?.removeAllListeners();
    this.socket?.disconnect();
    this.socket = undefined;
    this.failures = 0;
    this.current.set({ kind: 'off' });
  }

  /** A tab that closes says so: the session ends at once instead of after the time for broken ones. */
  private readonly leave = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) this.stop();
  };

  private readonly comeBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && this.current().kind !== 'online') this.retryNow();
  };

  private async attempt(): Promise<void> {
    clearTimeout(this.timer);
    const { socket, events } = this;
    this.current.set({ kind: 'connecting' });
    await events?.prepare();
    if (socket === this.socket) socket?.connect();
  }

  private introduce(socket: LiveSocket): void {
    const person = this.session.person();
    if (!person) return;
    const unanswered = setTimeout(() => this.fail(socket), ACKNOWLEDGE_WITHIN);
    socket.emit(EVENTS.newClient, { ID: person.id, token: person.token }, (answer) => {
      clearTimeout(unanswered);
      this.introduced(socket, answer);
    });
  }

  private introduced(socket: LiveSocket, answer: Acknowledgement<NewClientAnswer>): void {
    if (socket !== this.socket || !socket.connected) return;
    if (answer.ok) {
      this.failures = 0;
      this.current.set({ kind: 'online' });
      this.events?.online();
    } else if (answer.error.code === 'unauthenticated') {
      this.session.expire();
    } else {
      this.fail(socket, answer.error.message);
    }
  }

  private fail(socket: LiveSocket, refusal?: string): void {
    if (socket !== this.socket || this.current().kind !== 'connecting') return;
    this.lost(socket, refusal);
    socket.disconnect();
  }

  private lost(socket: LiveSocket, refusal?: string): void {
    if (socket !== this.socket || this.current().kind === 'lost') return;
    const wait = waitBeforeAttempt(++this.failures, Math.random());
    this.current.set({ kind: 'lost', retryAt: Date.now() + wait, ...(refusal ? { refusal } : {}) });
    this.timer = setTimeout(() => void this.attempt(), wait);
    // Closed by the server perhaps because the sign-in is over: asking tells, by its 401.
    void this.session.check();
  }
}
