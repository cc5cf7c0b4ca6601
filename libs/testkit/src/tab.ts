import {
  EVENTS,
  PATHS,
  type Acknowledgement,
  type ClientToServerEvents,
  type MessageAnswer,
  type NewClientAnswer,
  type PulledMessage,
  type ServerToClientEvents,
} from '@perto/contract';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { EventLog } from './event-log';
import type { Answer } from './request';

type ClientSocket = Socket<ServerToClientEvents, ClientToServerEvents>;
export type NewClientPayload = Parameters<ClientToServerEvents['new_client']>[0];
export type ConnectOptions = Partial<ManagerOptions & SocketOptions>;

/** What a tab says of itself, beside who it is. */
export interface TabWishes {
  push?: boolean;
  /** The last message that it has; null: none. */
  after?: string | null;
  /** The session to go on with. */
  sessionId?: string;
}

/** Whose connection it is: a student or a bot. */
export interface TabOwner {
  readonly url: string;
  readonly id: string;
  readonly token: string;
  /** The event by which they say who they are. */
  readonly introduction: 'new_client' | 'new_bot';
  post(path: string, body?: object): Promise<Answer>;
}

/** One connection of a student or bot, and what was heard on it. */
export class Tab<Owner extends TabOwner = TabOwner> {
  readonly heard: EventLog;
  /** Every message as it was pushed, repeats included, in the order of coming. */
  readonly pushed: MessageAnswer[] = [];
  /** False: pushed messages are noted, not acknowledged. */
  acknowledging = true;
  /** What `new_client` was answered last, unless it was refused. */
  answer: NewClientAnswer | undefined;
  private wishes: TabWishes = {};
  private stalled: Pausable | undefined;

  private constructor(
    readonly owner: Owner,
    readonly socket: ClientSocket,
  ) {
    this.heard = new EventLog(socket);
    socket.on(EVENTS.message, (message, acknowledge) => {
      this.pushed.push(message);
      if (this.acknowledging) acknowledge();
    });
  }

  static async connect<Owner extends TabOwner>(
    owner: Owner,
    options: ConnectOptions = {},
  ): Promise<Tab<Owner>> {
    const socket: ClientSocket = io(owner.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...options,
    });
    const tab = new Tab(owner, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return tab;
  }

  /** Connects and introduces itself. */
  static async open<Owner extends TabOwner>(
    owner: Owner,
    wishes: TabWishes = {},
    options: ConnectOptions = {},
  ): Promise<Tab<Owner>> {
    const tab = await Tab.connect(owner, options);
    const answer = await tab.introduce(wishes);
    if (!answer.ok) throw new Error(`${owner.id} was refused: ${answer.error.code}`);
    return tab;
  }

  /** Says whose it is; `payload` may claim anything else. */
  async introduce({
    push,
    after,
    sessionId,
    ...payload
  }: TabWishes & Partial<NewClientPayload> = {}): Promise<Acknowledgement<NewClientAnswer>> {
    this.wishes = { push, after, sessionId };
    const claim = { ID: this.owner.id, token: this.owner.token, push, after, session_id: sessionId };
    const answer = (await this.socket
      .timeout(5000)
      .emitWithAck(this.owner.introduction, { ...claim, ...payload })) as Acknowledgement<NewClientAnswer>;
    if (answer.ok) this.answer = answer;
    return answer;
  }

  /** Comes back on another connection and goes on with the same session; this one may be gone or not. */
  resume(wishes: TabWishes = {}): Promise<Tab<Owner>> {
    return Tab.open(this.owner, { push: this.wishes.push, sessionId: this.sessionId, ...wishes });
  }

  /** The session that this tab is. */
  get sessionId(): string {
    if (!this.answer) throw new Error('This tab did not introduce itself');
    return this.answer.session_id;
  }

  /** The texts of what was pushed, repeats included. */
  get pushedTexts(): string[] {
    return this.pushed.map(({ message }) => message);
  }

  /** What the pull interface hands out now, oldest first. */
  async receive(): Promise<PulledMessage[]> {
    const answer = await this.owner.post(PATHS.receiveMessages, { socket_id: this.socket.id });
    if (answer.status !== 200) throw new Error(`receive: ${answer.status} ${answer.text}`);
    return (answer.json as string[]).map((text) => JSON.parse(text) as PulledMessage);
  }

  /** Leaves as a page does that is closed: with a word. */
  close(): void {
    this.socket.disconnect();
  }

  /** Loses the connection without a word, as when the network goes. */
  break(): void {
    this.socket.io.engine.close();
  }

  /** Reads nothing any more, not even pings, as a device does that is out of reach; the connection stays. */
  stall(): void {
    const { ws } = this.socket.io.engine.transport as unknown as { ws?: { _socket?: Pausable } };
    if (!ws?._socket) throw new Error('Only a WebSocket can be stalled');
    this.stalled = ws._socket;
    this.stalled.pause();
  }

  /** Reads again after `stall`, if only that the connection is gone. */
  flow(): void {
    this.stalled?.resume();
  }
}

interface Pausable {
  pause(): void;
  resume(): void;
}
