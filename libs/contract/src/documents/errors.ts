import { ENDPOINTS, type Endpoint, type EndpointName } from '../endpoints';
import { ERRORS, isFinal, problemOf, type ErrorCode } from '../error-codes';
import { ENDPOINT_ENTRIES } from './entries';
import { refTo } from './schemas';
import type { ResponseShape } from './shapes';

/** Every code that an endpoint can answer: its own, and those of all requests of its kind. */
export function errorCodesOf(name: EndpointName): ErrorCode[] {
  const { access, method }: Endpoint = ENDPOINTS[name];
  const { errors = [], body, path, query, header, others = {}, refusable } = ENDPOINT_ENTRIES[name];
  if (refusable === false) return [];
  const reads = body ?? path ?? query ?? header;
  const codes: ErrorCode[] = [
    ...(body ? (['malformed_request', 'payload_too_large', 'unsupported_media_type'] as const) : []),
    ...(reads && !(400 in others) ? (['invalid_request'] as const) : []),
    ...(access === 'anybody' ? [] : (['unauthenticated', 'conflicting_credentials', 'forbidden'] as const)),
    ...(access === 'anybody' || method === 'GET' ? [] : (['foreign_origin'] as const)),
    ...errors,
    ...(['too_many_requests', 'internal', 'unavailable'] as const),
  ];
  const order = Object.keys(ERRORS);
  return [...new Set(codes)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** The codes of one endpoint by their status. */
export function errorsByStatus(name: EndpointName): Map<number, ErrorCode[]> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodesOf(name)) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return byStatus;
}

/** What the response that these codes share is called. */
export const refusalName = (codes: readonly ErrorCode[]): string => codes.join('.');

const HEADERS: Partial<Record<number, readonly string[]>> = {
  429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  503: ['Retry-After'],
};

/** The response that has these codes, all of one status. */
export function refusal(codes: readonly ErrorCode[]): ResponseShape {
  const [first] = codes as [ErrorCode];
  const headers = HEADERS[ERRORS[first].status] ?? [];
  return {
    description: codes.map(explained).join('\n'),
    ...(headers.length > 0 && {
      headers: Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
    }),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [refTo('Problem'), { type: 'object', properties: { code: { enum: [...codes] } } }],
        },
        examples: Object.fromEntries(
          codes.map((code) => [code, { value: problemOf(code, `${ERRORS[code].title}.`) }]),
        ),
      },
    },
  };
}

const explained = (code: ErrorCode): string =>
  `- \`${code}\`: ${ERRORS[code].title}. ${isFinal(code) ? 'Final.' : 'It passes: try again after a while.'}`;
