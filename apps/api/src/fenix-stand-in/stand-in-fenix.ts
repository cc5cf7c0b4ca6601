import { setTimeout as sleep } from 'node:timers/promises';
import { AuthorisationServer } from './authorisation-server';
import { AuthorisedSessions } from './authorised-sessions';
import { FenixApi } from './fenix-api';
import type { FenixPerson } from './fenix-person';
import { MADE_UP_PEOPLE, makeUp } from './made-up-people';
import { RegisteredApplication } from './registered-application';
import type { StandInRequest, StandInResponse } from './stand-in-http';
import { NO_FAULTS, settingsFrom, type StandInFaults, type StandInOptions } from './stand-in-options';
import { UserDialog } from './user-dialog';

type Handler = (request: StandInRequest) => StandInResponse;

/** The handlers of one path, by method. */
type Route = Partial<Record<'GET' | 'POST' | 'OPTIONS', Handler>>;

const API = '/api/fenix/v1';

/**
 * A local Fenix with made-up people, for development and tests; never for production.
 *
 * Framework-free: values in, values out. It answers as bennu-oauth and fenixedu-ist do, save that pages
 * that report an error have status 400, where Fenix sends 200.
 */
export class StandInFenix {
  readonly basePath: string;
  private readonly routes: ReadonlyMap<string, Route>;
  private readonly people: ReadonlyMap<string, FenixPerson>;
  private readonly api: FenixApi;
  private readonly dialog: UserDialog;
  private faults: StandInFaults = NO_FAULTS;

  constructor(options: StandInOptions) {
    const settings = settingsFrom(options, MADE_UP_PEOPLE);
    const faults = () => this.faults;
    const personOf = (username: string) => this.people.get(username) ?? makeUp(username);
    const application = new RegisteredApplication(settings, faults);
    const sessions = new AuthorisedSessions(settings.clock);
    const tokens = new AuthorisationServer(settings, application, sessions, faults);
    this.basePath = settings.basePath;
    this.people = new Map(settings.people.map((person) => [person.username, person]));
    this.dialog = new UserDialog(settings, application, sessions, personOf);
    this.api = new FenixApi(settings, application, sessions, personOf);
    this.routes = this.routesTo(tokens);
  }

  /** Answers one request; never throws for what a client sent. */
  async handle(request: StandInRequest): Promise<StandInResponse> {
    const { delayMilliseconds, serverError } = this.faultsAt(request.path);
    if (delayMilliseconds > 0) await sleep(delayMilliseconds, undefined, { ref: false });
    const answer = serverError ? bare(500) : this.answer(request);
    if (request.path.startsWith('/oauth/')) answer.headers['access-control-allow-origin'] = '*';
    return answer;
  }

  /** Sets faults on purpose; what is not named is as before. `NO_FAULTS` heals everything. */
  inject(faults: Partial<StandInFaults>): void {
    this.faults = { ...this.faults, ...faults };
  }

  private faultsAt(path: string): Pick<StandInFaults, 'delayMilliseconds' | 'serverError'> {
    const { paths } = this.faults;
    return paths.length === 0 || paths.some((beginning) => path.startsWith(beginning))
      ? this.faults
      : NO_FAULTS;
  }

  private answer(request: StandInRequest): StandInResponse {
    const path = request.path.replace(/(.)\/+$/, '$1');
    const route = this.routes.get(path) ?? this.spaceRoute(path);
    if (!route) {
      if (path.startsWith(API)) return bare(404);
      return this.dialog.notice(404, 'Nothing here', 'The stand-in has no page at this address.');
    }
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const handler = Object.entries(route).find(([name]) => name === method)?.[1];
    if (handler) return handler(request);
    const answer = this.dialog.notice(405, 'Not this way', `This address does not take ${method}.`);
    answer.headers['allow'] = Object.keys(route).join(', ');
    return answer;
  }

  private routesTo(tokens: AuthorisationServer): ReadonlyMap<string, Route> {
    const ask: Route = { GET: (request) => this.dialog.ask(request) };
    const exchange: Route = { POST: (request) => tokens.exchange(request), OPTIONS: () => preflight() };
    return new Map<string, Route>([
      ['/', { GET: () => this.welcome() }],
      ['/login', { GET: () => this.welcome(), POST: (request) => this.dialog.choose(request) }],
      ['/logout', { GET: () => this.dialog.logout() }],
      ['/oauth/userdialog', ask],
      ['/oauth/authorize', ask],
      ['/oauth/userconfirmation', { POST: (request) => this.dialog.confirm(request) }],
      ['/oauth/access_token', exchange],
      ['/oauth/token', exchange],
      ['/oauth/refresh_token', { POST: (request) => tokens.refresh(request), OPTIONS: () => preflight() }],
      [`${API}/person`, { GET: (request) => this.api.person(request) }],
      [`${API}/spaces`, { GET: () => this.api.spaces() }],
      [`${API}/about`, { GET: (request) => this.api.about(request) }],
    ]);
  }

  private spaceRoute(path: string): Route | undefined {
    const id = new RegExp(`^${API}/spaces/([^/]+)$`).exec(path)?.[1];
    return id === undefined ? undefined : { GET: () => this.api.space(id) };
  }

  private welcome(): StandInResponse {
    const text = 'It signs made-up people in. Start from the application that you want to try.';
    return this.dialog.notice(200, 'A stand-in for Fénix', text);
  }
}

function bare(status: number): StandInResponse {
  return { status, headers: { 'cache-control': 'no-store' }, body: '' };
}

function preflight(): StandInResponse {
  return { status: 200, headers: { 'access-control-allow-methods': 'POST, OPTIONS' }, body: '' };
}
