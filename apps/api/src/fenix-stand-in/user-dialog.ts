import { isId } from '@perto/contract';
import type { AuthorisedSessions } from './authorised-sessions';
import { BoundedMap } from './bounded-map';
import type { FenixPerson } from './fenix-person';
import { FormGuard } from './form-guard';
import { oauthError } from './oauth-errors';
import { consentPage, messagePage, pickerPage } from './pages';
import type { RegisteredApplication } from './registered-application';
import {
  page,
  parameter,
  redirect,
  withParameters,
  type StandInRequest,
  type StandInResponse,
} from './stand-in-http';
import type { StandInSettings } from './stand-in-options';

const REMEMBERED_CONSENTS = 10_000;

/** What the application asked for; travels through the forms, so that nothing is kept here. */
interface Attempt {
  clientId: string;
  redirectUri: string;
  /** '' when none was sent. */
  state: string;
}

/** The pages between the application's question and its answer: who are you, and may it know? */
export class UserDialog {
  private readonly guard: FormGuard;
  /** Usernames that said yes to the one application there is. */
  private readonly consents = new BoundedMap<string, true>(REMEMBERED_CONSENTS);

  constructor(
    private readonly settings: StandInSettings,
    private readonly application: RegisteredApplication,
    private readonly sessions: AuthorisedSessions,
    private readonly personOf: (username: string) => FenixPerson,
  ) {
    this.guard = new FormGuard(settings.basePath);
  }

  /**
   * `GET /oauth/userdialog`: the list of people; nobody stays signed in from an earlier time.
   *
   * `login_hint`, which Fenix does not know, answers for the person at once.
   */
  ask(request: StandInRequest): StandInResponse {
    const attempt = attemptOf(request);
    const refusal = this.refusal(attempt);
    if (refusal) return refusal;
    const hint = parameter(request, 'login_hint');
    if (hint === undefined) return this.pick(request, attempt);
    if (!isId(hint)) {
      return this.notice(400, 'That is not an id', `“${hint.slice(0, 80)}” cannot sign in. ${ID_RULE}`);
    }
    return this.succeed(attempt, hint);
  }

  /** `POST /login`: somebody was picked; asks for consent the first time. */
  choose(request: StandInRequest): StandInResponse {
    const attempt = attemptOf(request);
    const refusal = this.refusal(attempt);
    if (refusal) return refusal;
    if (!this.guard.accepts(request)) return this.outOfDate(attempt);
    const username = (parameter(request, 'username') ?? '').trim();
    if (!isId(username)) return this.pick(request, attempt, username);
    if (this.consents.has(username)) return this.succeed(attempt, username);
    return this.askConsent(request, attempt, username);
  }

  /**
   * `POST /oauth/userconfirmation`: the person said yes.
   *
   * Fenix demands the header `X-CSRF-Token`, of any value; the stand-in's own page has no script to set it
   * and sends the field `csrf` instead. Who said yes is in the field `username`.
   */
  confirm(request: StandInRequest): StandInResponse {
    const attempt = attemptOf(request);
    const byHeader = request.headers['x-csrf-token'] !== undefined;
    if (!byHeader && parameter(request, 'csrf') === undefined) return oauthError('missingCsrf');
    const refusal = this.refusal(attempt);
    if (refusal) return refusal;
    if (!byHeader && !this.guard.accepts(request)) return this.outOfDate(attempt);
    const username = parameter(request, 'username') ?? '';
    if (!isId(username)) return this.notice(400, 'Nobody was chosen', 'Start again from the application.');
    this.consents.set(username, true);
    return this.succeed(attempt, username);
  }

  /** `GET /logout`: as in Fenix, the application is told nothing. */
  logout(): StandInResponse {
    const text = `${this.application.name} was told nothing. Fénix, too, does not lead back from here.`;
    // Mounted in the application's own server, the way back is known.
    const way = this.settings.basePath ? { href: '/', label: `Back to ${this.application.name}` } : undefined;
    return page(200, messagePage('You are signed out', text, way));
  }

  /** A page with nothing but a title and a text. */
  notice(status: number, title: string, text: string): StandInResponse {
    return page(status, messagePage(title, text));
  }

  private refusal(attempt: Attempt): StandInResponse | undefined {
    if (!attempt.clientId || !attempt.redirectUri) {
      const text = 'An application must send client_id and redirect_uri when it leads here.';
      return this.notice(400, 'Something is missing', text);
    }
    const refusal = this.application.refusal(attempt.clientId);
    if (refusal) return refusal;
    return this.application.matchesRedirect(attempt.redirectUri) ? undefined : oauthError('mismatch');
  }

  private pick(request: StandInRequest, attempt: Attempt, refused?: string): StandInResponse {
    const { csrf, setCookie } = this.guard.issue(request);
    const content = pickerPage({
      application: this.application.name,
      action: `${this.settings.basePath}/login`,
      hidden: { ...parametersOf(attempt), csrf },
      people: this.settings.people,
      refused: refused === undefined ? undefined : { typed: refused, why: ID_RULE },
    });
    const answer = page(refused === undefined ? 200 : 400, content, [originOf(attempt)]);
    if (setCookie) answer.headers['set-cookie'] = setCookie;
    return answer;
  }

  private askConsent(request: StandInRequest, attempt: Attempt, username: string): StandInResponse {
    const { state, redirectUri } = attempt;
    const denial = { error: 'access_denied', error_description: "User didn't allow the application", state };
    const content = consentPage({
      application: this.application.name,
      action: `${this.settings.basePath}/oauth/userconfirmation`,
      hidden: { ...parametersOf(attempt), username, csrf: this.guard.issue(request).csrf },
      person: this.personOf(username),
      scopes: this.settings.scopes,
      cancelHref:
        this.settings.cancel === 'logout'
          ? `${this.settings.basePath}/logout`
          : withParameters(redirectUri, denial),
      againHref: this.dialogHref(attempt),
    });
    return page(200, content, [originOf(attempt)]);
  }

  /** Also what a form gets that was open while the server started anew. */
  private outOfDate(attempt: Attempt): StandInResponse {
    const text = 'It was opened before this server last started, or by another site. Nothing happened.';
    const way = { href: this.dialogHref(attempt), label: 'Choose again' };
    return page(403, messagePage('This form is out of date', text, way));
  }

  private dialogHref(attempt: Attempt): string {
    return withParameters(`${this.settings.basePath}/oauth/userdialog`, parametersOf(attempt));
  }

  private succeed(attempt: Attempt, username: string): StandInResponse {
    const code = this.sessions.begin(username);
    return redirect(withParameters(attempt.redirectUri, { code, state: attempt.state }));
  }
}

const ID_RULE = 'An id has 1 to 50 letters, digits, dots, underscores or hyphens.';

function attemptOf(request: StandInRequest): Attempt {
  return {
    clientId: parameter(request, 'client_id') ?? '',
    redirectUri: parameter(request, 'redirect_uri') ?? '',
    state: parameter(request, 'state') ?? '',
  };
}

function parametersOf({ clientId, redirectUri, state }: Attempt): Record<string, string> {
  return { client_id: clientId, redirect_uri: redirectUri, ...(state && { state }) };
}

/** A browser holds a form to its policy even where the answer leads on: so the origin must be in it. */
function originOf({ redirectUri }: Attempt): string {
  return new URL(redirectUri).origin;
}
