import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isId } from '@perto/contract';
import OAuth2Strategy from 'passport-oauth2';
import { z } from 'zod';
import type { LoginAttempts } from './login-attempts';
import type { Person } from './typeorm-user-store';

/** Longest time that a sign-in waits for the provider. */
export const FENIX_DEADLINE_MS = 5000;
/** The provider's answers of one sign-in may be so long in all; they are some hundred bytes, a portrait aside. */
const LONGEST_ANSWERS = 4 * 1024 * 1024;

/** Where the provider is, as the browser and as this server see it, and who we are to it. */
export interface FenixEndpoints {
  /** Prefix of the user dialog; may be a path on our own origin. */
  dialogBase: string;
  /** Prefix of the token and API addresses. */
  serverBase: string;
  clientId: string;
  clientSecret: string;
}

/** One visit to `/login`: what strategies read of a request. */
export interface LoginVisit {
  query: { code?: string; state?: string; error?: string; error_description?: string };
  /** Every key by which the browser is known; a new attempt is bound to the first. */
  browserKeys: readonly [string, ...string[]];
  /** Absolute address of `/login`, equal in the dialog and in the exchange of the code. */
  redirectUri: string;
  loginHint: string | undefined;
}

export type LoginOutcome =
  | { kind: 'redirect'; url: string }
  | { kind: 'signed-in'; person: Person }
  | { kind: 'bad-state' }
  | { kind: 'denied'; detail: string }
  | { kind: 'stale-code'; detail: string }
  /** `detail` is for the log; what the provider itself said is in `said`. */
  | { kind: 'provider-fault'; detail: string; said?: string };

/** What we read of a person; the rest of what the provider sends is dropped here. */
const personAnswer = z
  .object({
    username: z.string().refine(isId),
    name: z.string().nullish(),
    displayName: z.string().nullish(),
  })
  .transform(({ username, name, displayName }) => ({
    id: username,
    // By character, as the column counts: half of a pair is none.
    name: [...(displayName?.trim() || name?.trim() || username)].slice(0, 250).join(''),
  }));

/** An access token that can travel in a header; everything else in the answer is of no use here. */
const tokenAnswer = z.object({ access_token: z.string().regex(/^[\x21-\x7e]+$/) });

/** The provider's errors come under two spellings. */
const errorAnswer = z.object({
  error: z.string(),
  errorDescription: z.string().optional(),
  error_description: z.string().optional(),
});

/** FenixEdu's OAuth 2: a form body for the token, the bearer header for the person. */
class FenixStrategy extends OAuth2Strategy {
  constructor(
    private readonly endpoints: FenixEndpoints,
    agent: HttpAgent,
    store: OAuth2Strategy.StateStore,
  ) {
    super(
      {
        authorizationURL: `${endpoints.dialogBase}/oauth/userdialog`,
        tokenURL: `${endpoints.serverBase}/oauth/access_token`,
        clientID: endpoints.clientId,
        clientSecret: endpoints.clientSecret,
        store,
      },
      (_accessToken: string, _refreshToken: string, person: Person, done: OAuth2Strategy.VerifyCallback) =>
        done(null, person),
    );
    this._oauth2.setAgent(agent);
    this._oauth2.useAuthorizationHeaderforGET(true);
    trustNoTokenAnswer(this._oauth2);
  }

  override authorizationParams(options: { loginHint?: string }): object {
    return options.loginHint === undefined ? {} : { login_hint: options.loginHint };
  }

  override parseErrorResponse(body: string, status: number): Error | null {
    const answer = errorAnswer.safeParse(jsonOf(body));
    if (!answer.success) return null;
    const { error, errorDescription, error_description } = answer.data;
    return new OAuth2Strategy.TokenError(
      errorDescription ?? error_description ?? error,
      error,
      undefined,
      status,
    );
  }

  override userProfile(accessToken: string, done: (error?: unknown, person?: Person) => void): void {
    this._oauth2.get(`${this.endpoints.serverBase}/api/fenix/v1/person`, accessToken, (error, body) => {
      if (error) return done(new Error(`The person could not be read (${error.statusCode ?? 'no answer'})`));
      const person = personAnswer.safeParse(jsonOf(String(body)));
      if (person.success) done(null, person.data);
      else done(new Error('The person came without a usable username'));
    });
  }
}

type ExchangeCallback = (error: unknown, body?: string | Buffer, response?: unknown) => void;
interface RequestingClient {
  _request(...args: [method: string, ...rest: unknown[], callback: ExchangeCallback]): void;
}

/**
 * Hands the library token answers only that it can bear.
 *
 * It reads a member of whatever JSON it got and puts that into a header, inside
 * a network event: `null` or a line break there would end the process.
 */
function trustNoTokenAnswer(client: unknown): void {
  const oauth = client as RequestingClient;
  const request = oauth._request.bind(oauth);
  oauth._request = (method, ...rest) => {
    const callback = rest.pop() as ExchangeCallback;
    request(method, ...rest, (error, body, response) => {
      const bearable = method !== 'POST' || tokenAnswer.safeParse(jsonOf(String(body))).success;
      callback(error, bearable ? body : '{}', response);
    });
  };
}

/**
 * Runs one visit through the strategy.
 *
 * passport strategies answer through callbacks set on themselves; this turns one
 * run into a value, within the deadline.
 */
export function visitFenix(
  endpoints: FenixEndpoints,
  attempts: LoginAttempts,
  visit: LoginVisit,
): Promise<LoginOutcome> {
  const agent = boundedAgent(endpoints.serverBase.startsWith('https:') ? new HttpsAgent() : new HttpAgent());
  const strategy = new FenixStrategy(endpoints, agent, stateStore(attempts, visit.browserKeys));
  return new Promise<LoginOutcome>((resolve) => {
    const deadline = setTimeout(() => {
      resolve({ kind: 'provider-fault', detail: 'No answer within five seconds' });
    }, FENIX_DEADLINE_MS);
    deadline.unref();
    const settle = (outcome: LoginOutcome) => {
      clearTimeout(deadline);
      resolve(outcome);
    };
    const run = Object.assign(Object.create(strategy) as OAuth2Strategy, {
      redirect: (url: string) => settle({ kind: 'redirect', url }),
      success: (person: Person) => settle({ kind: 'signed-in', person }),
      fail: (challenge?: { message?: string }, status?: number) =>
        settle(status === 403 ? { kind: 'bad-state' } : { kind: 'denied', detail: challenge?.message ?? '' }),
      error: (error: unknown) => settle(outcomeOf(error)),
    });
    run.authenticate({ query: visit.query } as unknown as Parameters<OAuth2Strategy['authenticate']>[0], {
      callbackURL: visit.redirectUri,
      loginHint: visit.loginHint,
    });
  }).finally(() => agent.destroy()); // also whatever still hangs on a provider that does not answer
}

/** Cuts off a provider that answers without end: the OAuth client would keep all of it. */
function boundedAgent(agent: HttpAgent): HttpAgent {
  let read = 0;
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = create(options, callback);
    socket?.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read > LONGEST_ANSWERS) socket.destroy(new Error('The answer is too long'));
    });
    return socket;
  };
  return agent;
}

/** passport-oauth2 counts the parameters of these functions to know what to pass. */
function stateStore(
  attempts: LoginAttempts,
  browserKeys: LoginVisit['browserKeys'],
): OAuth2Strategy.StateStore {
  return {
    store: (_request: unknown, _meta: unknown, done: OAuth2Strategy.StateStoreStoreCallback) =>
      done(null, attempts.begin(browserKeys[0])),
    verify: (_request: unknown, state: unknown, done: OAuth2Strategy.StateStoreVerifyCallback) =>
      done(
        null,
        typeof state === 'string' && browserKeys.some((key) => attempts.finish(state, key)),
        undefined,
      ),
  } as OAuth2Strategy.StateStore;
}

function outcomeOf(error: unknown): LoginOutcome {
  const detail = textOf(error);
  const answered = error instanceof OAuth2Strategy.TokenError;
  if (answered && error.code === 'invalid_grant' && /^code (invalid|expired)$/.test(detail))
    return { kind: 'stale-code', detail };
  const said = answered || error instanceof OAuth2Strategy.AuthorizationError ? detail : undefined;
  return { kind: 'provider-fault', detail, said };
}

/** What an error says; the provider's may come with a code alone, and then has no message at all. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, code } = error as { message?: string; code?: unknown };
  return message || (typeof code === 'string' ? code : error.name);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
