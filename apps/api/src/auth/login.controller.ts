import { Controller, Inject, Logger, Query, Req, Res } from '@nestjs/common';
import { ENDPOINTS, isId } from '@perto/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../platform/config';
import { PertoError } from '../platform/errors';
import { ownOrigin } from '../platform/http/origin';
import { userAddress } from './address';
import { SESSION_COOKIE } from './credentials';
import { Fenix } from './fenix';
import type { LoginOutcome, LoginVisit } from './fenix-strategy';
import { LoginAttempts } from './login-attempts';
import { loginLanguage } from './login-language';
import { loginProblemPage, type Particulars } from './login-page';
import { LOGIN_TEXTS, type LoginProblem } from './login-texts';
import { Serves } from './serves';
import { SignInTokens } from './sign-in-tokens';
import { UserStore, type Person } from './typeorm-user-store';

/**
 * Begins the name of the cookie that knows a browser again when it comes back from the provider.
 *
 * The name ends in something random: of two tabs that ask at once, neither may
 * overwrite what the other was given.
 */
const BROWSER_COOKIE = 'perto_login_';
const BROWSER_KEY = /^[\w-]{22}$/;
const BROWSER_SECONDS = 600;
const LONGEST_PARAMETER = 2048;

const STATUS: Record<LoginProblem, number> = {
  'bad-id': 400,
  'bad-host': 400,
  'bad-state': 400,
  'stale-code': 400,
  denied: 403,
  'bot-id': 409,
  'provider-fault': 502,
};

/** `/login`: to the provider and back. */
@Controller()
export class LoginController {
  private readonly logger = new Logger('SignIn');

  constructor(
    private readonly fenix: Fenix,
    private readonly users: UserStore,
    private readonly tokens: SignInTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Serves(ENDPOINTS.login)
  async login(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const loginHint = this.fenix.isStandIn ? textOf(query.login_hint) : undefined;
    if (loginHint !== undefined && !isId(loginHint)) return this.showProblem(reply, 'bad-id');
    const browser = browserOf(request);
    const origin = ownOrigin(this.config, request);
    if (!URL.canParse(origin)) return this.showProblem(reply, 'bad-host');
    const outcome = await this.fenix.visit({
      query: {
        code: textOf(query.code),
        state: textOf(query.state),
        error: textOf(query.error),
        error_description: textOf(query.error_description),
      },
      browserKeys: browser.keys,
      redirectUri: this.config.fenix?.redirectUri ?? `${origin}/login`,
      loginHint,
    });
    const secure = origin.startsWith('https:');
    if (outcome.kind === 'signed-in') return this.welcome(outcome.person, secure, reply);
    if (outcome.kind === 'redirect') {
      void reply.setCookie(browser.cookie, browser.keys[0], {
        httpOnly: true,
        sameSite: 'lax',
        secure,
        path: '/login',
        maxAge: BROWSER_SECONDS,
      });
      return void reply.header('cache-control', 'no-store').redirect(outcome.url, 302);
    }
    if (outcome.kind === 'provider-fault')
      // As JSON: what comes from outside shall not write lines of its own.
      this.logger.warn(`Sign-in failed: ${JSON.stringify(outcome.detail.slice(0, 300))}`);
    this.showProblem(reply, outcome.kind, { said: saidBy(outcome) });
  }

  private async welcome(person: Person, secure: boolean, reply: FastifyReply): Promise<void> {
    try {
      await this.users.welcome(person);
    } catch (error) {
      if (error instanceof PertoError && error.code === 'conflict')
        return this.showProblem(reply, 'bot-id', { id: person.id });
      throw error;
    }
    const { token } = await this.tokens.issue(userAddress(person.id));
    void reply
      .setCookie(SESSION_COOKIE, token, {
        httpOnly: true,
        sameSite: 'lax',
        secure,
        path: '/',
        maxAge: this.config.signInSeconds,
      })
      .header('cache-control', 'no-store')
      .redirect('/', 302);
  }

  /** A page for people, in the language that their browser prefers. */
  private showProblem(reply: FastifyReply, problem: LoginProblem, particulars?: Particulars): void {
    const texts = LOGIN_TEXTS[loginLanguage(reply.request.headers['accept-language'])];
    void reply
      .status(STATUS[problem])
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('vary', 'Accept-Language')
      .send(loginProblemPage(texts, problem, particulars));
  }
}

/** A query parameter that was given once, as text of a sane length; anything else counts as wrong text. */
function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' && value.length <= LONGEST_PARAMETER ? value : '?';
}

/** What the provider itself said, to be shown. */
function saidBy(outcome: LoginOutcome): string | undefined {
  if (outcome.kind === 'provider-fault') return outcome.said;
  return 'detail' in outcome ? outcome.detail : undefined;
}

/** The keys that the browser shows, or a new one; and the cookie that holds the first. */
function browserOf({ cookies }: FastifyRequest): { cookie: string; keys: LoginVisit['browserKeys'] } {
  const known = Object.entries(cookies).flatMap(([cookie, key]) =>
    cookie.startsWith(BROWSER_COOKIE) && key !== undefined && BROWSER_KEY.test(key) ? [{ cookie, key }] : [],
  );
  const [first, ...others] = known;
  if (first) return { cookie: first.cookie, keys: [first.key, ...others.map(({ key }) => key)] };
  const key = LoginAttempts.browserKey();
  return { cookie: `${BROWSER_COOKIE}${LoginAttempts.browserKey().slice(0, 8)}`, keys: [key] };
}
