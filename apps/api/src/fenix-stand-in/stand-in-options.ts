import type { FenixPerson } from './fenix-person';

/** How the stand-in is set up; the names of lifetimes and settings follow Fenix. */
export interface StandInOptions {
  /** Path under which it is mounted: '' alone on its port, else such as '/fenix-stand-in'. */
  basePath: string;
  clientId: string;
  clientSecret: string;
  /** Registered redirect addresses, compared to the letter, or the test that one must pass. */
  redirectUris: readonly string[] | ((uri: string) => boolean);
  /** Milliseconds since the Unix epoch; default `Date.now`. */
  clock?: () => number;
  /** Default 60, as in Fenix. */
  codeLifetimeSeconds?: number;
  /** Default 3600, as in Fenix. */
  accessTokenLifetimeSeconds?: number;
  /** Fenix's source says number, its manual string; default number. */
  expiresInAs?: 'number' | 'string';
  /** Where Cancel leads: Fenix's source says the logout page, its manual `access_denied`; default logout. */
  cancel?: 'logout' | 'access_denied';
  /** Shown on the consent page; default Perto. */
  applicationName?: string;
  /** Scopes registered for the application; default INFO, which `/person` needs. */
  scopes?: readonly string[];
  /** People to pick from, instead of the built-in ones. */
  people?: readonly FenixPerson[];
}

export interface StandInSettings extends Required<Omit<StandInOptions, 'redirectUris'>> {
  isRegistered(redirectUri: string): boolean;
}

/** What goes wrong on purpose, for tests of a client. */
export interface StandInFaults {
  /** Every affected answer waits this long. */
  delayMilliseconds: number;
  /** Every affected answer is a bare 500. */
  serverError: boolean;
  /** Beginnings of the paths that the two above affect; empty: all. */
  paths: readonly string[];
  /** What has become of the registered application. */
  application: 'active' | 'banned' | 'deleted';
  /** Usernames whose login at the provider has expired. */
  expiredLogins: readonly string[];
}

export const NO_FAULTS: StandInFaults = {
  delayMilliseconds: 0,
  serverError: false,
  paths: [],
  application: 'active',
  expiredLogins: [],
};

/** Fills in what was left out. */
export function settingsFrom(
  options: StandInOptions,
  builtInPeople: readonly FenixPerson[],
): Readonly<StandInSettings> {
  const { redirectUris } = options;
  return Object.freeze({
    basePath: options.basePath,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    clock: options.clock ?? Date.now,
    codeLifetimeSeconds: options.codeLifetimeSeconds ?? 60,
    accessTokenLifetimeSeconds: options.accessTokenLifetimeSeconds ?? 3600,
    expiresInAs: options.expiresInAs ?? 'number',
    cancel: options.cancel ?? 'logout',
    applicationName: options.applicationName ?? 'Perto',
    scopes: options.scopes ?? ['INFO'],
    people: options.people ?? builtInPeople,
    isRegistered: (uri: string) =>
      isWebAddress(uri) &&
      (typeof redirectUris === 'function' ? redirectUris(uri) : redirectUris.includes(uri)),
  });
}

/** Keeps `javascript:` out of links and line breaks out of headers, however lenient the caller's test is. */
function isWebAddress(uri: string): boolean {
  return /^https?:\/\/[\x21-\x7e]+$/i.test(uri) && URL.canParse(uri);
}
