import type { AuthorisedSessions } from './authorised-sessions';
import { aboutIn, SPACES, type Space } from './campus-spaces';
import type { FenixPerson } from './fenix-person';
import type { RegisteredApplication } from './registered-application';
import { json, type StandInRequest, type StandInResponse } from './stand-in-http';
import type { StandInSettings } from './stand-in-options';

const PERSON_SCOPE = 'INFO';
const INDENT = 2;

/** Refusals of the filter in front of `/person` (bennu-oauth): all 401, key in snake_case. */
const REFUSALS = {
  accessTokenInvalidFormat: 'Access Token not recognized.',
  accessTokenInvalid: "Access Token doesn't match.",
  accessTokenExpired: 'The access has expired. Please use the refresh token endpoint to generate a new one.',
  appBanned: 'The application has been banned.',
  invalidScope: "Application doesn't have permissions to this getEndpoint().", // sic
} as const;

/** The part of `/api/fenix/v1` that a client of ours may want: person, spaces, about. */
export class FenixApi {
  constructor(
    private readonly settings: StandInSettings,
    private readonly application: RegisteredApplication,
    private readonly sessions: AuthorisedSessions,
    private readonly personOf: (username: string) => FenixPerson,
  ) {}

  /** `GET /person`: whoever the access token stands for. */
  person(request: StandInRequest): StandInResponse {
    const token = tokenOf(request);
    const session = this.sessions.named(token);

    if (!session || this.application.state === 'deleted') return refuse('accessTokenInvalidFormat');
    if (this.application.state === 'banned') return refuse('appBanned');
    if (!this.application.has(PERSON_SCOPE)) return refuse('invalidScope');
    if (session.accessToken !== token) return refuse('accessTokenInvalid');
    if (!this.sessions.isFresh(session, this.settings.accessTokenLifetimeSeconds)) {
      return refuse('accessTokenExpired');
    }
    return json(200, this.personOf(session.username), INDENT);
  }

  /** `GET /spaces`: the campuses, and nothing of what is in them. */
  spaces(): StandInResponse {
    return json(200, SPACES.filter(({ type }) => type === 'CAMPUS').map(nested), INDENT);
  }

  /** `GET /spaces/{id}` */
  space(id: string): StandInResponse {
    const space = SPACES.find((candidate) => candidate.id === id);
    if (!space) return json(404, { error: 'id not found', description: 'id not found' });
    const parent = SPACES.find((candidate) => candidate.id === space.parentId);
    const children = SPACES.filter((candidate) => candidate.parentId === id);
    return json(
      200,
      { ...nested(space), containedSpaces: children.map(nested), parentSpace: parent && nested(parent) },
      INDENT,
    );
  }

  /** `GET /about` */
  about(request: StandInRequest): StandInResponse {
    return json(200, aboutIn(request.query['lang']), INDENT);
  }
}

/** A space inside an answer: without its children; a campus has nothing above it. */
function nested({ type, id, name, parentId }: Space): object {
  const campus = campusAbove(parentId);
  return { type, id, name, topLevelSpace: campus && nested(campus) };
}

function campusAbove(id: string | undefined): Space | undefined {
  const space = SPACES.find((candidate) => candidate.id === id);
  return space?.parentId === undefined ? space : campusAbove(space.parentId);
}

/** The access token, from the first of the three places in which Fenix looks. */
function tokenOf(request: StandInRequest): string {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  return bearer ?? (request.headers['access_token'] || request.query['access_token'] || '');
}

function refuse(error: keyof typeof REFUSALS): StandInResponse {
  return json(401, { error, error_description: REFUSALS[error] });
}
