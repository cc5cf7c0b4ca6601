import { Injectable, inject, signal } from '@angular/core';
import {
  EVENTS,
  type ErrorCode,
  type MessageAnswer,
  type MessageReceipt,
  type NewClientAnswer,
} from '@perto/contract';
import { Session } from '../session/session';
import { growingWait } from '../wire/growing-wait';
import { QUIET_FOR, isQuiet, type ConnectionState, type Trouble } from './connection-state';
import { SOCKET, breakOff, type LiveSocket } from './live-socket';

/** An introduction that is not answered in this time has failed. Milliseconds. */
const ACKNOWLEDGE_WITHIN = 8_000;
/** How long a recovery is told. Milliseconds. */
const BACK_FOR = 4_000;

export interface ConnectionEvents {
  /** Before each attempt: what should be told to the server before the session exists. */
  prepare: () => Promise<void>;
  /** The last message that was received here: null when none ever was, undefined when that is not known. */
  after: () => string | null | undefined;
  /** The session lives. `missedAfter`: after this message some were missed that will not be pushed. */
  online: (missedAfter?: string | null) => void;
  moved: () => void;
  /** Messages may come before the session is known to live, and more than once. */
  message: (message: MessageAnswer) => void;
  receipts: (receipts: readonly MessageReceipt[]) => void;
  seen: (ids: readonly string[]) => void;
}

/** The live connection: one socket that introduces itself, and resumes its session when it broke. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly makeSocket = inject(SOCKET);
  private readonly session = inject(Session);
  private socket?: LiveSocket;
  private events?: ConnectionEvents;
  /** The session to resume. A page that is closed ends it, so it is kept no longer than the page. */
  private sessionId?: string;
  private failures = 0;
  /** When the connection broke, in milliseconds since 1970; 0 while it never was. */
  private brokenAt = 0;
  /** When the server, which stops, wants to be asked again; milliseconds since 1970. */
  private returnAt?: number;
  /** Counts attempts, so that an older one cannot end a newer one. */
  private attempts = 0;
  private attempting = false;
  private timer?: ReturnType<typeof setTimeout>;
  private quietTimer?: ReturnType<typeof setTimeout>;
  private backTimer?: ReturnType<typeof setTimeout>;

  private readonly current = signal<ConnectionState>({ kind: 'off' });
  readonly state = this.current.asReadonly();
  private readonly recovered = signal(false);
  /** True for a moment after the connection came back from a break that was told. */
  readonly back = this.recovered.asReadonly();

  start(events: ConnectionEvents): void {
    this.stop();
    this.events = events;
    this.socket = this.makeSocket();
    this.listen(this.socket, events);
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
    this.sessionId = undefined;
    this.endBreak();
    this.endBack();
    this.current.set({ kind: 'off' });
  }

  private listen(socket: LiveSocket, events: ConnectionEvents): void {
    socket.on('connect', () => this.introduce(socket, events));
    socket.on('connect_error', () => this.lost(socket));
    socket.on('disconnect', () => this.lost(socket));
    socket.on(EVENTS.newMovement, () => this.current().kind === 'online' && events.moved());
    socket.on(EVENTS.message, (message, acknowledge) => {
      events.message(message);
      acknowledge();
    });
    socket.on(EVENTS.messageReceipts, (receipts) => events.receipts(receipts));
    socket.on(EVENTS.messagesSeen, ({ ids }) => events.seen(ids));
    socket.on(EVENTS.serverStopping, ({ retry_in }) => (this.returnAt = Date.now() + retry_in));
  }

  /** A tab that closes says so: the session ends at once instead of after the time for broken ones. */
  private readonly leave = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) this.stop();
  };

  private readonly comeBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.findNetwork();
  };

  /** A socket without a network is found dead only much later: it is given up at once. */
  private readonly loseNetwork = (): void => {
    clearTimeout(this.timer);
    this.abandon();
    this.endBack();
    this.tell({ kind: 'offline' });
    if (this.socket) breakOff(this.socket);
  };

  private readonly findNetwork = (): void => {
    const { kind } = this.current();
    if (!['resuming', 'offline', 'lost'].includes(kind) || this.attempting) return;
    this.failures = 0;
    // Should the attempt take long, it is not the network that is missing.
    if (kind === 'resuming') this.tell({ kind: 'lost', retryAt: Date.now() });
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

  private introduce(socket: LiveSocket, events: ConnectionEvents): void {
    const person = this.session.person();
    if (!person) return;
    const attempt = this.attempts;
    const after = events.after();
    const introduction = {
      ID: person.id,
      token: person.token,
      push: true,
      ...(this.sessionId === undefined ? {} : { session_id: this.sessionId }),
      ...(after === undefined ? {} : { after }),
    };
    const unanswered = setTimeout(() => this.fail(attempt, socket), ACKNOWLEDGE_WITHIN);
    socket.emit(EVENTS.newClient, introduction, (answer) => {
      clearTimeout(unanswered);
      if (attempt !== this.attempts || !socket.connected) return;
      if (answer.ok) this.succeed(answer, answer.reload ? after : undefined);
      else if (answer.error.code === 'unauthenticated') this.session.expire();
      else this.fail(attempt, socket, answer.error.code);
    });
  }

  private succeed({ session_id }: NewClientAnswer, missedAfter?: string | null): void {
    const { kind } = this.current();
    this.sessionId = session_id;
    this.attempting = false;
    this.endBreak();
    this.current.set({ kind: 'online' });
    if (kind === 'lost' || kind === 'offline') {
      this.recovered.set(true);
      this.backTimer = setTimeout(() => this.recovered.set(false), BACK_FOR);
    }
    this.events?.online(missedAfter);
  }

  private endBack(): void {
    clearTimeout(this.backTimer);
    this.recovered.set(false);
  }

  private endBreak(): void {
    clearTimeout(this.quietTimer);
    this.failures = 0;
    this.brokenAt = 0;
    this.returnAt = undefined;
  }

  private fail(attempt: number, socket: LiveSocket, refusal?: ErrorCode): void {
    if (attempt !== this.attempts || !this.attempting) return;
    this.lost(socket, refusal);
    breakOff(socket);
  }

  private lost(socket: LiveSocket, refusal?: ErrorCode): void {
    const { kind } = this.current();
    // A socket that was given up already says its end once more.
    if (socket !== this.socket || (kind !== 'online' && !this.attempting)) return;
    this.abandon();
    this.endBack();
    const now = Date.now();
    const retryAt = Math.max(now + growingWait(++this.failures, Math.random()), this.returnAt ?? 0);
    this.tell({
      kind: 'lost',
      retryAt,
      ...(refusal ? { refusal } : {}),
      ...(this.returnAt ? { stopped: true } : {}),
    });
    this.timer = setTimeout(() => void this.attempt(), retryAt - now);
    // Closed by the server perhaps because the sign-in is over: asking tells, by its 401.
    void this.session.check();
  }

  /** A break that may be over in a moment is told only when it is not. */
  private tell(trouble: Trouble): void {
    const { kind } = this.current();
    const now = Date.now();
    if (kind === 'online') this.brokenAt = now;
    clearTimeout(this.quietTimer);
    const quiet = (kind === 'online' || kind === 'resuming') && isQuiet(trouble, this.brokenAt, now);
    this.current.set(quiet ? { kind: 'resuming' } : trouble);
    if (quiet) this.quietTimer = setTimeout(() => this.current.set(trouble), this.brokenAt + QUIET_FOR - now);
  }
}
