import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { isId } from '@perto/contract';

const MINIMUM_SECRET_CHARACTERS = 32;
const METRICS_TOKEN = /^[\x21-\x7e]{16,256}$/;

const text = z.string().trim();
const optionalText = text.optional().transform((value) => value || undefined);

/** A URL of one of these schemes; its scheme in small letters, for those who compare. */
function url(...protocols: string[]) {
  return optionalText
    .refine(
      (value) => value === undefined || (URL.canParse(value) && protocols.includes(new URL(value).protocol)),
      {
        error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
      },
    )
    .transform((value) => value?.replace(/^[a-z]+:/i, (scheme) => scheme.toLowerCase()));
}

/** A map tile template such as `https://{s}.tiles.example/{z}/{x}/{y}.png`; `{s}` is optional. */
const tileTemplate = optionalText.refine(
  (value) =>
    value === undefined ||
    (/^https?:\/\//.test(value) &&
      URL.canParse(value.replace('{s}', 'a')) &&
      ['{z}', '{x}', '{y}'].every((part) => value.includes(part))),
  { error: 'must be an http or https URL with {z}, {x} and {y} in it' },
);

function wholeNumber(minimum: number, maximum: number, standard: number) {
  const error = `must be a whole number from ${minimum} to ${maximum}`;
  return optionalText.transform((value, context) => {
    const parsed = value === undefined ? standard : /^\d+$/.test(value) ? Number(value) : NaN;
    if (parsed >= minimum && parsed <= maximum) return parsed;
    context.addIssue({ code: 'custom', message: error });
    return z.NEVER;
  });
}

function oneOf<const Value extends string>(values: readonly Value[], standard: Value) {
  return optionalText.transform((value, context) => {
    const known = values.find((allowed) => allowed === (value ?? standard));
    if (known !== undefined) return known;
    context.addIssue({ code: 'custom', message: `must be one of: ${values.join(', ')}` });
    return z.NEVER;
  });
}

const adminIds = optionalText.transform((value, context) => {
  const ids = (value ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  const wrong = ids.filter((id) => !isId(id));
  if (wrong.length) context.addIssue({ code: 'custom', message: `has what is no id: ${wrong.join(', ')}` });
  return new Set(ids);
});

/** `false`, `true`, a number of proxies in front, or their addresses: what Fastify calls `trustProxy`. */
const trustProxy = optionalText.transform((value, context) => {
  if (value === undefined || value === 'false' || value === '0') return false;
  if (value === 'true') return true;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const addresses = value.split(',').map((address) => address.trim());
  if (addresses.every((address) => isIP(address.replace(/\/\d{1,3}$/, '')))) return addresses;
  context.addIssue({
    code: 'custom',
    message: 'must be true, false, a number of proxies, or their addresses',
  });
  return z.NEVER;
});

const timeZone = optionalText
  .transform((value) => value ?? 'Europe/Lisbon')
  .refine(isTimeZone, { error: 'must be the name of a time zone, such as Europe/Lisbon' });

const environment = z.object({
  NODE_ENV: optionalText,
  PORT: wholeNumber(0, 65535, 3002),
  HOST: optionalText,
  PUBLIC_URL: url('http:', 'https:'),
  TRUST_PROXY: trustProxy,
  DATA_DIR: optionalText.transform((value) => resolve(value ?? 'data')),
  DATABASE_URL: url('mysql:', 'mariadb:').refine(
    (value) => value === undefined || !URL.canParse(value) || /^\/[^/]+$/.test(new URL(value).pathname),
    { error: 'must name a database, as in mysql://user:password@host/perto' },
  ),
  AMQP_URL: url('amqp:', 'amqps:'),
  FENIX_BASE_URL: url('http:', 'https:').transform((value) =>
    (value ?? 'https://fenix.tecnico.ulisboa.pt').replace(/\/+$/, ''),
  ),
  FENIX_CLIENT_ID: optionalText,
  FENIX_CLIENT_SECRET: optionalText,
  FENIX_REDIRECT_URI: url('http:', 'https:'),
  SESSION_SECRET: optionalText,
  SIGN_IN_HOURS: wholeNumber(1, 500, 12),
  ADMIN_IDS: adminIds,
  TIME_ZONE: timeZone,
  TILE_URL: tileTemplate,
  TILE_ATTRIBUTION: optionalText,
  RETENTION_DAYS: wholeNumber(1, 36_500, 365),
  RATE_LIMITS: oneOf(['on', 'off'], 'on'),
  LOG_LEVEL: oneOf(['error', 'warn', 'info', 'debug'], 'info'),
  LOG_FORMAT: oneOf(['json', 'text', 'auto'], 'auto'),
  METRICS_TOKEN: optionalText,
});

type Environment = z.output<typeof environment>;

/** The names of all settings. */
export const SETTINGS: readonly string[] = Object.keys(environment.shape);

/** Everything that can be configured, checked, complete and frozen. */
export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** Origin under which people reach this server; undefined: the request's own Host. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean | number | string[];
  readonly dataDirectory: string;
  readonly databaseUrl: string | undefined;
  readonly amqpUrl: string | undefined;
  /** Undefined while the stand-in signs made-up people in. */
  readonly fenix: FenixConfig | undefined;
  readonly sessionSecret: string;
  readonly signInSeconds: number;
  readonly adminIds: ReadonlySet<string>;
  readonly timeZone: string;
  readonly tileUrl: string | undefined;
  readonly tileAttribution: string | undefined;
  /** What the log and the messages are older than is removed. */
  readonly retentionDays: number;
  readonly rateLimits: boolean;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  /** `auto`: text on a terminal, else JSON. */
  readonly logFormat: 'json' | 'text' | 'auto';
  /** With it anybody may fetch the metrics; undefined: only this machine may. */
  readonly metricsToken: string | undefined;
}

export interface FenixConfig {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Undefined: `/login` on the origin of the request. */
  readonly redirectUri: string | undefined;
}

/** Injection token of the one `Config`. */
export const CONFIG = Symbol('Config');

/** The configuration cannot be used; the message lists every fault. */
export class InvalidConfiguration extends Error {
  constructor(faults: string[]) {
    super(`Invalid configuration\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/**
 * Reads the configuration from environment variables.
 *
 * Makes the data directory and, where `SESSION_SECRET` is missing, a secret in it.
 *
 * @throws InvalidConfiguration that lists all faults at once
 */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(variables);
  const faults = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...contradictions(readablePart(variables)),
  ];
  if (!parsed.success || faults.length) throw new InvalidConfiguration(faults);
  return Object.freeze(fromEnvironment(parsed.data));
}

/** The variables that are right by themselves, unset ones as undefined; others are left out. */
function readablePart(variables: NodeJS.ProcessEnv): Partial<Environment> {
  const fields = Object.entries(environment.shape).flatMap(([name, field]) => {
    const read = field.safeParse(variables[name]);
    return read.success ? [[name, read.data] as const] : [];
  });
  return Object.fromEntries(fields);
}

/** Values that are right by themselves and wrong together. */
function contradictions(env: Partial<Environment>): string[] {
  const faults: string[] = [];
  const credentials = [env.FENIX_CLIENT_ID, env.FENIX_CLIENT_SECRET].filter(Boolean).length;
  const production = env.NODE_ENV === 'production';
  const standIn = credentials === 0;
  if (credentials === 1) faults.push('FENIX_CLIENT_ID and FENIX_CLIENT_SECRET go together: one is missing');
  if (standIn && env.FENIX_REDIRECT_URI)
    faults.push('FENIX_REDIRECT_URI is set, FENIX_CLIENT_ID and FENIX_CLIENT_SECRET are missing');
  if (standIn && production)
    faults.push('FENIX_CLIENT_ID and FENIX_CLIENT_SECRET are required when NODE_ENV is production');
  if (standIn && env.TRUST_PROXY)
    faults.push('TRUST_PROXY is set, but without Fenix credentials anybody could sign in as anybody');
  if (standIn && env.PUBLIC_URL?.startsWith('https:'))
    faults.push('PUBLIC_URL is https, but without Fenix credentials anybody could sign in as anybody');
  if (production && 'PUBLIC_URL' in env && !env.PUBLIC_URL)
    faults.push('PUBLIC_URL is required when NODE_ENV is production');
  if (env.SESSION_SECRET && env.SESSION_SECRET.length < MINIMUM_SECRET_CHARACTERS)
    faults.push(`SESSION_SECRET must have at least ${MINIMUM_SECRET_CHARACTERS} characters`);
  if (env.METRICS_TOKEN && !METRICS_TOKEN.test(env.METRICS_TOKEN))
    faults.push('METRICS_TOKEN must be 16 to 256 characters that a header can carry, without spaces');
  if (production && !env.SESSION_SECRET)
    faults.push('SESSION_SECRET is required when NODE_ENV is production');
  return faults;
}

function fromEnvironment(env: Environment): Config {
  const fenix =
    env.FENIX_CLIENT_ID && env.FENIX_CLIENT_SECRET
      ? Object.freeze({
          baseUrl: env.FENIX_BASE_URL,
          clientId: env.FENIX_CLIENT_ID,
          clientSecret: env.FENIX_CLIENT_SECRET,
          redirectUri: env.FENIX_REDIRECT_URI,
        })
      : undefined;
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 });
  return {
    production: env.NODE_ENV === 'production',
    port: env.PORT,
    // Without credentials anybody can be anybody: then only this machine gets in unless HOST says otherwise.
    host: env.HOST ?? (fenix ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: env.PUBLIC_URL && new URL(env.PUBLIC_URL).origin,
    trustProxy: env.TRUST_PROXY,
    dataDirectory: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    amqpUrl: env.AMQP_URL,
    fenix,
    sessionSecret: env.SESSION_SECRET ?? storedSecret(env.DATA_DIR),
    signInSeconds: env.SIGN_IN_HOURS * 3600,
    adminIds: env.ADMIN_IDS,
    timeZone: env.TIME_ZONE,
    tileUrl: env.TILE_URL,
    tileAttribution: env.TILE_ATTRIBUTION,
    retentionDays: env.RETENTION_DAYS,
    rateLimits: env.RATE_LIMITS === 'on',
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT,
    metricsToken: env.METRICS_TOKEN,
  };
}

/** The secret that this folder keeps; made where it is missing or was cut short. */
function storedSecret(directory: string): string {
  const file = join(directory, 'session-secret');
  const stored = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (stored.length >= MINIMUM_SECRET_CHARACTERS) return stored;
  const secret = randomBytes(MINIMUM_SECRET_CHARACTERS).toString('base64url');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, secret, { mode: 0o600 });
  renameSync(draft, file); // whole or not at all
  return secret;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
