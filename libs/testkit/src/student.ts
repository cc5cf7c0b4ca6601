import { EVENTS, PATHS, type SessionAnswer } from '@perto/contract';
import { request, type Answer } from './request';
import { Tab, type ConnectOptions, type TabOwner, type TabWishes } from './tab';

/** Somebody who signed in through the stand-in and speaks to a server as the outside does. */
export class Student implements TabOwner {
  readonly introduction = EVENTS.newClient;

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
  post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return request(this.url, 'POST', path, { body: { id: this.id, token: this.token, ...body }, headers });
  }

  /** POSTs a body as it is, with the token in a header. */
  postAs(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    const authorization = `Bearer ${this.token}`;
    return request(this.url, 'POST', path, { body, headers: { authorization, ...headers } });
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
  open(wishes: TabWishes = {}, options: ConnectOptions = {}): Promise<Tab<Student>> {
    return Tab.open(this, wishes, options);
  }
}
