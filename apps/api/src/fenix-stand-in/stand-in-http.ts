import type { IncomingHttpHeaders } from 'node:http';
import type { Markup } from '../platform/http/markup';

/** One HTTP request as the stand-in sees it: plain values, whatever server took it. */
export interface StandInRequest {
  /** In capitals. */
  method: string;
  /** Path below the mount, beginning with a slash, percent-encoding left in. */
  path: string;
  query: Record<string, string>;
  /** Fields of a form body; empty for any other body. */
  form: Record<string, string>;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
}

/** What the stand-in answers; to be sent as it is. */
export interface StandInResponse {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

interface RawRequest {
  method: string;
  /** Request target: path and query, as on the request line. */
  url: string;
  headers: IncomingHttpHeaders;
  /** Text of a form body, or its fields where the server parsed it already. */
  body: unknown;
}

/** Puts a server's request into the stand-in's terms; `basePath` is taken off its path. */
export function toStandInRequest(raw: RawRequest, basePath: string): StandInRequest {
  const mark = raw.url.indexOf('?');
  const fullPath = mark < 0 ? raw.url : raw.url.slice(0, mark);
  const path = fullPath.startsWith(basePath) ? fullPath.slice(basePath.length) : fullPath;
  return {
    method: raw.method.toUpperCase(),
    path: path === '' ? '/' : path,
    query: mark < 0 ? {} : parseForm(raw.url.slice(mark + 1)),
    form: isForm(raw.headers) ? formOf(raw.body) : {},
    headers: Object.fromEntries(
      Object.entries(raw.headers).map(([name, value]) => [
        name.toLowerCase(),
        Array.isArray(value) ? value.join(', ') : value,
      ]),
    ),
  };
}

/** Fields of an `application/x-www-form-urlencoded` text; of repeated ones the first, as servlets do. */
export function parseForm(body: string): Record<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (!fields.has(name)) fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

function isForm(headers: IncomingHttpHeaders): boolean {
  return (headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');
}

function formOf(body: unknown): Record<string, string> {
  if (typeof body === 'string') return parseForm(body);
  if (typeof body !== 'object' || body === null) return {};
  const texts = Object.entries(body).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}

/** A servlet's parameter: from the query string or the form body alike, the query first. */
export function parameter(request: StandInRequest, name: string): string | undefined {
  return own(request.query, name) ?? own(request.form, name);
}

function own(fields: Record<string, string>, name: string): string | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Value of the named cookie. */
export function cookie(request: StandInRequest, name: string): string | undefined {
  const pairs = (request.headers['cookie'] ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

export function json(status: number, value: unknown, indent?: number): StandInResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store' },
    body: JSON.stringify(value, null, indent),
  };
}

/**
 * A page with a content security policy of its own, so that it works under any server's.
 *
 * @param formTargets origins that a form on it may end up at, besides its own
 */
export function page(status: number, content: Markup, formTargets: string[] = []): StandInResponse {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    ['form-action', "'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=UTF-8',
      'cache-control': 'no-store',
      'content-security-policy': policy.join('; '),
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
    body: content.html,
  };
}

export function redirect(location: string): StandInResponse {
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' };
}

/** The address with further query parameters; those without a value are left out. */
export function withParameters(address: string, parameters: Record<string, string | undefined>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  );
  if (pairs.length === 0) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}
