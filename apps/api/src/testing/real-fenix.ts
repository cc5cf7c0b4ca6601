import { request, type Answer, type RequestOptions } from '@perto/testkit';
import { StandInFenix } from '../fenix-stand-in/stand-in-fenix';
import type { StandInRequest, StandInResponse } from '../fenix-stand-in/stand-in-http';
import type { StandInOptions } from '../fenix-stand-in/stand-in-options';
import { startStandInServer } from '../fenix-stand-in/stand-in-server';
import { Visitor } from '../fenix-stand-in/visitor';
import { TestServer, type ServerOptions } from './running-server';

/** As Fenix makes them: base64, with what a form must encode. */
export const CLIENT = { clientId: '570015174623357', clientSecret: 'c2Vjc+/mV0+/k9Kz/w==' };

export interface FenixServer {
  server: TestServer;
  fenix: StandInFenix;
  /** What the provider was asked, in order. */
  asked: StandInRequest[];
  /** Answers a path in the provider's place; undefined: it answers itself again. */
  answering(path: string, answer: Partial<StandInResponse> | undefined): void;
  stopFenix(): Promise<void>;
  stop(): Promise<void>;
}

/** A server with credentials, and the Fenix that they are for on a port of its own. */
export async function serverWithFenix(
  options: Partial<StandInOptions> = {},
  serverOptions: ServerOptions = {},
): Promise<FenixServer> {
  const registered = new Set<string>();
  const fenix = new StandInFenix({
    basePath: '',
    ...CLIENT,
    redirectUris: (uri) => registered.has(uri),
    ...options,
  });
  const asked: StandInRequest[] = [];
  const instead = new Map<string, StandInResponse>();
  const handle = fenix.handle.bind(fenix);
  fenix.handle = async (question) => {
    asked.push(question);
    return instead.get(question.path) ?? handle(question);
  };
  const running = await startStandInServer(fenix);
  const server = await TestServer.start(
    { name: 'embedded', available: true },
    {
      ...serverOptions,
      environment: {
        HOST: '127.0.0.1',
        FENIX_BASE_URL: running.url,
        FENIX_CLIENT_ID: CLIENT.clientId,
        FENIX_CLIENT_SECRET: CLIENT.clientSecret,
        ...serverOptions.environment,
      },
    },
  );
  registered.add(`${serverOptions.environment?.PUBLIC_URL ?? server.url}/login`);
  let stopped: Promise<void> | undefined;
  const stopFenix = () => (stopped ??= running.close());
  return {
    server,
    fenix,
    asked,
    stopFenix,
    answering: (path, answer) => {
      if (answer) instead.set(path, { status: 200, headers: {}, body: '', ...answer });
      else instead.delete(path);
    },
    stop: async () => {
      await server.stop();
      await stopFenix();
    },
  };
}

/** A browser as far as cookies go. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(readonly url: string) {}

  async send(method: string, path: string, { headers, ...more }: RequestOptions = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await request(this.url, method, path, {
      ...more,
      headers: { ...(cookie && { cookie }), ...headers },
    });
    this.keep(answer);
    return answer;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  /** Opens `/login`: the address of the provider's dialog to which that leads. */
  async begin(): Promise<URL> {
    return locationOf(await this.get('/login'), this.url);
  }

  /** The whole way through `/login` and the provider's pages as `username`; the answer to coming back. */
  async signIn(fenix: StandInFenix, username: string): Promise<Answer> {
    return this.get(await allow(fenix, await this.begin(), username));
  }

  private keep(answer: Answer): void {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

export function locationOf(answer: Answer, base: string): URL {
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`No redirect, but ${answer.status}: ${answer.text.slice(0, 200)}`);
  return new URL(location, base);
}

/** Picks `username` on the provider's pages and says yes; the path and query to which it leads back. */
export async function allow(fenix: StandInFenix, dialog: URL, username: string): Promise<string> {
  const visitor = new Visitor(fenix);
  const question = Object.fromEntries(dialog.searchParams);
  let page = await visitor.get(dialog.pathname, question);
  for (let form = 0; form < 3 && page.headers['location'] === undefined; form++)
    page = await visitor.submit(page, form === 0 ? { username } : {});
  const back = new URL(String(page.headers['location']));
  return `${back.pathname}${back.search}`;
}
