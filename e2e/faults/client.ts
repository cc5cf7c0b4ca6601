import { setTimeout as pause } from 'node:timers/promises';
import {
  EVENTS,
  PATHS,
  type Acknowledgement,
  type ClientToServerEvents,
  type Coordinates,
  type MessageAnswer,
  type MessagePage,
  type NewClientAnswer,
  type ServerToClientEvents,
} from '@perto/contract';
import { Student } from '@perto/testkit';
import { io, type Socket } from 'socket.io-client';
import { ask, LATER } from './http';
import type { Ledger, Screen, Sending } from './ledger';
import { Outgoing } from './outgoing';

const INTRODUCTION_MS = 5000;
const RETRY_MS = 400;

/** Somebody with one tab that does what the page does: resumes, acknowledges, repeats what was not answered. */
export class Client {
  screen: Screen;
  /** Times that `new_movement` came. */
  movements = 0;
  /** Whether it has a tab, connected or not. */
  present = false;
  private socket: Socket<ServerToClientEvents, ClientToServerEvents> | undefined;
  private session: string | undefined;
  private last: string | null | undefined;
  private introduced = false;
  private readonly outgoing: Outgoing;
  private moving = false;

  private constructor(
    private readonly student: Student,
    private readonly ledger: Ledger,
    readonly place: Coordinates,
  ) {
    this.screen = ledger.screen(student.id);
    this.outgoing = new Outgoing(student.url, student.token, ledger);
  }

  static async arrive(url: string, id: string, place: Coordinates, ledger: Ledger): Promise<Client> {
    const student = await Student.signIn(url, id);
    const client = new Client(student, ledger, place);
    await client.move(place);
    return client;
  }

  /** The same person with one more tab. */
  beside(): Client {
    return new Client(this.student, this.ledger, this.place);
  }

  get id(): string {
    return this.student.id;
  }

  get token(): string {
    return this.student.token;
  }

  get connected(): boolean {
    return this.introduced;
  }

  get waiting(): number {
    return this.outgoing.length;
  }

  /** Opens a new tab; `through` is another way to the server, such as a slow one. */
  open(through = this.student.url): void {
    this.screen = this.ledger.screen(this.id);
    this.session = this.last = undefined;
    this.present = true;
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(through, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 250,
      reconnectionDelayMax: 1500,
      timeout: 5000,
    });
    this.socket = socket;
    let comeBackIn = RETRY_MS;
    socket.on('connect', () => void this.introduce(socket));
    socket.on('disconnect', (reason) => {
      this.introduced = false;
      // One that the server closed is not opened again by itself.
      if (reason === 'io server disconnect' && socket === this.socket)
        setTimeout(() => socket === this.socket && socket.connect(), comeBackIn);
    });
    socket.on(EVENTS.serverStopping, ({ retry_in }) => (comeBackIn = retry_in));
    socket.on(EVENTS.newMovement, () => this.movements++);
    socket.on(EVENTS.message, (message, acknowledge) => {
      this.show(message);
      acknowledge();
    });
  }

  /** Closes the tab, with a word to the server. */
  close(): void {
    this.leave()?.disconnect();
  }

  /** Closes the tab, and forgets what it wanted to send. */
  giveUp(): void {
    this.close();
    this.outgoing.forget();
  }

  /** The connection goes without a word, and does not come back. */
  vanish(): void {
    const socket = this.leave();
    socket?.io.reconnection(false);
    socket?.io.engine.close();
  }

  /** The connection goes without a word, and comes back at once. */
  flicker(): void {
    this.socket?.io.reconnectionDelay(20).reconnectionDelayMax(20);
    this.socket?.io.engine.close();
  }

  /** Stays connected, and never answers a ping again. */
  fallSilent(): void {
    const socket = this.leave();
    socket?.io.reconnection(false);
    const engine = socket?.io.engine as unknown as {
      _sendPacket: (type: string, ...rest: unknown[]) => void;
    };
    const send = engine._sendPacket.bind(engine);
    engine._sendPacket = (type, ...rest) => (type === 'pong' ? undefined : send(type, ...rest));
  }

  /** Sends after what it wanted to send before. */
  write(recipients: readonly string[], filler = ''): Sending {
    const sending = this.ledger.begin(this.id, recipients, { filler });
    this.outgoing.add(sending);
    return sending;
  }

  /** Reports a position; answers whether it was taken. */
  async move({ latitude, longitude }: Coordinates): Promise<boolean> {
    if (this.moving) return false; // the page reports one position at a time as well
    this.moving = true;
    const body = { id: this.id, latitude, longitude };
    const { outcome } = await ask(this.student.url + PATHS.updateCoordinates, this.token, body);
    this.moving = false;
    if (outcome !== 200 && !LATER.includes(outcome))
      this.ledger.misdeeds.push(`update/coordinates of ${this.id} was answered ${outcome}`);
    return outcome === 200;
  }

  private leave(): Client['socket'] {
    const { socket } = this;
    this.socket = undefined;
    this.introduced = false;
    this.present = false;
    this.screen.closedAt = Date.now();
    return socket;
  }

  private async introduce(socket: NonNullable<Client['socket']>): Promise<void> {
    const connection = socket.id;
    while (socket === this.socket && socket.connected && socket.id === connection) {
      const asking = socket.timeout(INTRODUCTION_MS).emitWithAck(EVENTS.newClient, {
        ID: this.id,
        token: this.token,
        push: true,
        ...(this.session === undefined ? {} : { session_id: this.session }),
        ...(this.last === undefined ? {} : { after: this.last }),
      }) as Promise<Acknowledgement<NewClientAnswer>>;
      const answer = await asking.catch(() => undefined);
      if (socket !== this.socket || !socket.connected || socket.id !== connection) return;
      if (answer?.ok) return this.welcome(answer);
      if (answer && answer.error.code !== 'unavailable')
        this.ledger.misdeeds.push(`new_client of ${this.id} was refused: ${answer.error.code}`);
      await pause(RETRY_MS);
    }
  }

  private async welcome(answer: NewClientAnswer): Promise<void> {
    this.session = answer.session_id;
    if (answer.reload) {
      await this.reload();
      this.last = answer.last_message;
    }
    this.last ??= answer.last_message;
    this.screen.openedAt ??= Date.now();
    // What a new session starts with, as the page does; a closed one's position was forgotten.
    if (!answer.resumed) while (this.present && !(await this.move(this.place))) await pause(RETRY_MS);
    this.introduced = true;
  }

  private show({ id, message }: MessageAnswer): void {
    if (this.screen.show(id, message)) this.last = id;
  }

  /** Reads the history back to what is shown already, and shows what is not, oldest first. */
  private async reload(): Promise<void> {
    this.screen.reloads++;
    const unknown: MessageAnswer[] = [];
    for (let before: string | null = ''; before !== null && this.present;) {
      const query = `?limit=100${before && `&before=${before}`}`;
      const { outcome, json } = await ask(this.student.url + PATHS.messages + query, this.token);
      if (outcome !== 200) {
        await pause(RETRY_MS);
        continue;
      }
      const page = json as MessagePage;
      const received = page.items.filter(({ sender }) => sender.id !== this.id);
      const news = received.filter(({ id }) => !this.screen.has(id));
      unknown.push(...news);
      before = news.length < received.length ? null : page.next;
    }
    for (const message of unknown.reverse()) this.screen.show(message.id, message.message);
  }
}
