import {
  EVENTS,
  PATHS,
  type Acknowledgement,
  type ClientToServerEvents,
  type NewClientAnswer,
  type PulledMessage,
  type ServerToClientEvents,
  type SessionAnswer,
} from '@perto/contract';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { EventLog } from './event-log';

type ClientSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** An answer read whole: tests look at all of it. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; undefined when it is not. */
  json: unknown;
}

/** Somebody who signed in through the stand-in and speaks to a server as the outside does. */
export class Student {
  private constructor(
    readonly url: string,
    readonly id: string,
    readonly token: string,
    readonly cookie: string,
  ) {}

  /** Signs `id` in by the stand-in's short cut, following the redirects as a browser would. */
  static async signIn(url: string, id: string): Promise<Student> {
    const cookies = new Map<string, string>();
    let next = `/login?login_hint=${encodeURIComponent(id)}`;
    for (let hop = 0; hop < 5; hop++) {
      const response = await fetch(new URL(next, url), {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      await response.text();
      next = response.headers.get('location') ?? '';
      if (next === '/' || response.status !== 302) break;
    }
    const cookie = `perto=${cookies.get('perto') ?? ''}`;
    const answer = await request(url, 'GET', PATHS.session, { headers: { cookie } });
    if (answer.status !== 200) throw new Error(`${id} could not sign in: ${answer.status} ${answer.text}`);
    return new Student(url, id, (answer.json as SessionAnswer).token, cookie);
  }

  /** POSTs a body with this student's `id` and `token`, as the seed's page does; `body` may override both. */
  post(path: string, body: object = {}): Promise<Answer> {
    return request(this.url, 'POST', path, { body: { id: this.id, token: this.token, ...body } });
  }

  get(path: string): Promise<Answer> {
    return request(this.url, 'GET', path, { headers: { authorization: `Bearer ${this.token}` } });
  }

  signOut(): Promise<Answer> {
    return request(this.url, 'DELETE', PATHS.session, { headers: { authorization: `Bearer ${this.token}` } });
  }

  stand({ latitude, longitude }: { latitude: number; longitude: number }): Promise<Answer> {
    return this.post(PATHS.updateCoordinates, { latitude, longitude });
  }

  look(radiusMetres: number): Promise<Answer> {
    return this.post(PATHS.updateRange, { radious: radiusMetres });
  }

  async inRange(
    { latitude, longitude }: { latitude: number; longitude: number },
    radiusMetres: number,
  ): Promise<string[]> {
    const body = { latitude, longitude, radious: radiusMetres };
    return (await this.post(PATHS.showRange, body)).json as string[];
  }

  async inBuilding(): Promise<string[]> {
    const users = (await this.post(PATHS.showBuilding)).json as { id: string }[];
    return users.map(({ id }) => id);
  }

  send(users: string[] | string, message: string): Promise<Answer> {
    return this.post(PATHS.sendMessage, { users, message });
  }

  /** Connects and introduces itself: one tab. */
  async open(options: Partial<ManagerOptions & SocketOptions> = {}): Promise<Tab> {
    const tab = await Tab.connect(this, options);
    const answer = await tab.introduce();
    if (!answer.ok) throw new Error(`${this.id} was refused: ${answer.error.code}`);
    return tab;
  }
}

/** One connection of a student, and what was heard on it. */
export class Tab {
  readonly heard: EventLog;

  private constructor(
    readonly student: Student,
    readonly socket: ClientSocket,
  ) {
    this.heard = new EventLog(socket);
  }

  static async connect(
    student: Student,
    options: Partial<ManagerOptions & SocketOptions> = {},
  ): Promise<Tab> {
    const socket: ClientSocket = io(student.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...options,
    });
    const tab = new Tab(student, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return tab;
  }

  introduce(
    payload: { ID: string; token: string } = { ID: this.student.id, token: this.student.token },
  ): Promise<Acknowledgement<NewClientAnswer>> {
    return this.socket.timeout(5000).emitWithAck(EVENTS.newClient, payload);
  }

  /** What the pull interface hands out now, oldest first. */
  async receive(): Promise<PulledMessage[]> {
    const answer = await this.student.post(PATHS.receiveMessages, { socket_id: this.socket.id });
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
}

export interface RequestOptions {
  headers?: Record<string, string>;
  /** Sent as JSON; text is sent as it is. */
  body?: unknown;
}

/** One request, answered whole; redirects are not followed. */
export async function request(
  url: string,
  method: string,
  path: string,
  { headers = {}, body }: RequestOptions = {},
): Promise<Answer> {
  const response = await fetch(new URL(path, url), {
    method,
    redirect: 'manual',
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
