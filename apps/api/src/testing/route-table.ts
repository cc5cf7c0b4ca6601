import { ENDPOINTS, type Access, type Endpoint } from '@perto/contract';
import type { RouteOptions } from 'fastify';
import { STAND_IN_PATH } from '../auth/fenix';
import { METRICS_PATH } from '../platform/metrics/metrics-route';

/** Who asks. */
export const ROLES = ['nobody', 'a made-up token', 'a user', 'a bot', 'an admin'] as const;
export type Role = (typeof ROLES)[number];

/** What a role is answered: it may ask, it has to say who it is, or it may not. */
export type Answered = 'yes' | '401' | '403';

const MAY: Record<Access, Record<Role, Answered>> = {
  anybody: answers('yes', 'yes', 'yes', 'yes', 'yes'),
  user: answers('401', '401', 'yes', '403', 'yes'),
  bot: answers('401', '401', '403', 'yes', '403'),
  admin: answers('401', '401', '403', '403', 'yes'),
};

function answers(...each: [Answered, Answered, Answered, Answered, Answered]): Record<Role, Answered> {
  return Object.fromEntries(ROLES.map((role, index) => [role, each[index]])) as Record<Role, Answered>;
}

export const nameOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): string => `${method} ${path}`;

/** What each role has to be answered at an endpoint. */
export const expectedAt = ({ access }: Endpoint): Record<Role, Answered> => MAY[access];

/** Routes that were registered and stand in no contract; the page, the stand-in and the metrics have none. */
export function undeclared(routes: readonly Pick<RouteOptions, 'method' | 'url' | 'config'>[]): string[] {
  const declared = new Set(Object.values<Endpoint>(ENDPOINTS).map(nameOf));
  return routes
    .filter(({ url, config }) => !isExempt(url, config))
    .flatMap(({ method, url }) =>
      // Fastify answers HEAD wherever it answers GET.
      [method].flat().map((one) => `${one === 'HEAD' ? 'GET' : one} ${url}`),
    )
    .filter((route) => !declared.has(route));
}

const isExempt = (url: string, config: RouteOptions['config']): boolean =>
  config?.isPageFile === true ||
  ['/', METRICS_PATH].includes(url) ||
  `${url}/`.startsWith(`${STAND_IN_PATH}/`);

/** The route × role table in Markdown. */
export function routeTable(rows: Record<string, Record<Role, string>>): string {
  const lines = Object.entries(rows).map(
    ([route, cells]) => `| \`${route}\` | ${ROLES.map((role) => cells[role]).join(' | ')} |`,
  );
  return [`| route | ${ROLES.join(' | ')} |`, `| --- |${' --- |'.repeat(ROLES.length)}`, ...lines, ''].join(
    '\n',
  );
}
