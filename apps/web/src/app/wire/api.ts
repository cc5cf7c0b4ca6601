import { Injectable } from '@angular/core';
import {
  IDEMPOTENCY_KEY,
  PATHS,
  type BuildingAnswer,
  type BuildingOccupancy,
  type Coordinates,
  type Endpoint,
  type ListedUser,
  type MessageAnswer,
  type MessagePage,
  type NearbyAnswer,
  type Problem,
  type SessionAnswer,
  type SettingsAnswer,
} from '@perto/contract';
import { Pauses } from './pauses';
import { RequestFailed, retryAfterSeconds } from './request-failed';

/** An answer that takes longer is treated as none, in milliseconds. */
const DEADLINE = 15_000;

/** Which part of the history is asked for: all of it when empty. */
export interface HistoryAsked {
  /** Only what is older than this message. */
  before?: string;
  /** Only what was said with this person or bot alone. */
  with?: string;
  /** Only what went to several people. */
  audience?: 'several';
  /** Only what holds these words. */
  search?: string;
}

/** A question by its place in the table of routes. */
export interface Asked {
  /** What stands for each `:name` of the path. */
  parameters?: Readonly<Record<string, string>>;
  /** What is undefined is left out. */
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: object;
  headers?: Record<string, string>;
}

interface Caller {
  id: string;
  token: string;
}

interface Sent {
  body?: object;
  query?: string;
  headers?: Record<string, string>;
  /** The body says already who sends it. */
  signed?: boolean;
}

/** The REST interface as typed calls. Field names of the wire end here. */
@Injectable({ providedIn: 'root' })
export class Api {
  private caller?: Caller;
  private unauthenticated: () => void = () => undefined;
  private readonly pauses = new Pauses();
  /** The latest 429 or 503 that named a time to wait; null when that is over, or the route answers well. */
  readonly pause = this.pauses.latest;

  /** Whose requests these are from now on. */
  actAs(caller: Caller | undefined): void {
    this.caller = caller;
    this.pauses.clear();
  }

  /** Called whenever the server no longer knows the sign-in. */
  whenUnauthenticated(listener: () => void): void {
    this.unauthenticated = listener;
  }

  session(): Promise<SessionAnswer> {
    return this.json('GET', PATHS.session);
  }

  async signOut(): Promise<void> {
    await this.request('DELETE', PATHS.session);
  }

  settings(): Promise<SettingsAnswer> {
    return this.json('GET', PATHS.settings);
  }

  buildings(): Promise<BuildingAnswer[]> {
    return this.json('GET', PATHS.buildings);
  }

  nearby(): Promise<NearbyAnswer> {
    return this.json('GET', PATHS.nearby);
  }

  history(query: HistoryAsked = {}): Promise<MessagePage> {
    return this.json('GET', PATHS.messages, { query: queryText({ ...query }) });
  }

  occupancy(): Promise<BuildingOccupancy[]> {
    return this.json('GET', PATHS.occupancy);
  }

  /** Answers the name of the building, or the words for none. */
  async updateCoordinates({ latitude, longitude }: Coordinates): Promise<string> {
    return (await this.request('POST', PATHS.updateCoordinates, this.signed({ latitude, longitude }))).text();
  }

  async updateRange(metres: number): Promise<void> {
    await this.request('POST', PATHS.updateRange, this.signed({ radious: metres }));
  }

  async idsInRange({ latitude, longitude }: Coordinates, metres: number): Promise<string[]> {
    return this.json('POST', PATHS.showRange, this.signed({ latitude, longitude, radious: metres }));
  }

  async idsInBuilding(): Promise<string[]> {
    const listed = await this.json<ListedUser[]>('POST', PATHS.showBuilding, this.signed({}));
    return listed.map(({ id }) => id);
  }

  /**
   * Writes to people: the same key again stores nothing new and is answered the same.
   *
   * @throws RequestFailed
   */
  send(recipients: readonly string[], text: string, key: string): Promise<MessageAnswer> {
    return this.json('POST', PATHS.messages, {
      body: { recipients, message: text },
      headers: { [IDEMPOTENCY_KEY]: key },
    });
  }

  /** Tells that received messages were before one's eyes. */
  async reportSeen(ids: readonly string[]): Promise<void> {
    await this.request('POST', PATHS.messagesSeen, { body: { ids } });
  }

  /**
   * Any route of the table, for a part of the page that has calls of its own.
   *
   * @throws RequestFailed
   */
  ask(
    { method, path }: Endpoint,
    { parameters = {}, query = {}, body, headers }: Asked = {},
  ): Promise<Response> {
    const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
    return this.request(method, filled, {
      query: queryText(query),
      ...(body ? { body } : {}),
      ...(headers ? { headers } : {}),
    });
  }

  /** The seed's routes carry their credential in the body. */
  private signed(fields: object): Sent {
    return { body: { ...fields, id: this.caller?.id, token: this.caller?.token }, signed: true };
  }

  private async json<Answer>(method: string, path: string, sent?: Sent): Promise<Answer> {
    return (await (await this.request(method, path, sent)).json()) as Answer;
  }

  private async request(method: string, path: string, sent: Sent = {}): Promise<Response> {
    const { body, query = '', signed = false } = sent;
    const route = `${method} ${path}`;
    this.pauses.check(route);
    const headers: Record<string, string> = { ...sent.headers };
    if (body) headers['content-type'] = 'application/json';
    // Without it another tab's sign-in could answer through the shared cookie.
    if (!signed && this.caller) headers['authorization'] = `Bearer ${this.caller.token}`;
    const response = await fetch(path + query, {
      method,
      headers,
      body: body ? JSON.stringify(body) : null,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(DEADLINE),
    }).catch(() => {
      throw new RequestFailed(0);
    });
    if (!response.ok) throw await this.failureOf(route, response);
    this.pauses.release(route);
    return response;
  }

  private async failureOf(route: string, response: Response): Promise<RequestFailed> {
    const problem = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
    const retryAfter = retryAfterSeconds(response.headers.get('retry-after'), Date.now());
    const failure = new RequestFailed(response.status, problem, retryAfter);
    this.pauses.hold(route, failure);
    if (response.status === 401) this.unauthenticated();
    return failure;
  }
}

/** `?name=value…` of what is given; empty without anything. */
function queryText(query: NonNullable<Asked['query']>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
}
