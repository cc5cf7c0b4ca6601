import type * as z from 'zod';
import { ENDPOINTS, type Access, type Endpoint, type EndpointName } from '../endpoints';
import { ENDPOINT_ENTRIES } from './entries';
import { TAGS, type AnswerEntry, type EndpointEntry, type ExampleEntry } from './entry';
import { errorsByStatus, refusal, refusalName } from './errors';
import { HEADERS, INTRODUCTION, SECURITY_SCHEMES } from './openapi-parts';
import {
  ANSWERS,
  componentSchemas,
  referredTo,
  refTo,
  wireSchema,
  type BodyName,
  type JsonSchema,
  type SchemaOptions,
} from './schemas';
import type { MediaShape, OperationShape, ParameterShape, ResponseShape } from './shapes';

/** What the documents say they are the version of: that of the product. */
export const DOCUMENT_VERSION = '0.1.0';

const NAMES = Object.keys(ENDPOINTS) as EndpointName[];

const WHO: Record<Access, string> = {
  anybody: 'Anybody may ask.',
  user: 'For users.',
  bot: 'For bots.',
  admin: 'For admins.',
};

/** The OpenAPI 3.1 document of every endpoint. */
export function openApiDocument(options: SchemaOptions = {}) {
  const paths: Record<string, Record<string, OperationShape>> = {};
  for (const name of NAMES) {
    const { method, path } = ENDPOINTS[name];
    (paths[templated(path)] ??= {})[method.toLowerCase()] = operation(name);
  }
  const refusals = NAMES.flatMap((name) => [...errorsByStatus(name).values()]);
  const responses = Object.fromEntries(refusals.map((codes) => [refusalName(codes), refusal(codes)]));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Perto',
      version: DOCUMENT_VERSION,
      summary: 'See who is near you on campus, and talk to them.',
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server that answers this document.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: withTokens(referredTo({ paths, responses }, componentSchemas(options))),
      responses,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** `/x/:id` as OpenAPI writes it. */
export const templated = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

function operation(name: EndpointName): OperationShape {
  const { access, method, status }: Endpoint = ENDPOINTS[name];
  const entry = ENDPOINT_ENTRIES[name];
  const parameters = parametersOf(entry);
  return {
    operationId: name,
    tags: [entry.tag],
    summary: entry.summary,
    description: [entry.description, WHO[access]].filter(Boolean).join('\n\n'),
    'x-access': access,
    security: securityOf(access, method),
    ...(parameters.length > 0 && { parameters }),
    ...(entry.body && { requestBody: requestBodyOf(entry.body, entry.example) }),
    responses: {
      [status]: response(entry.answer, entry.example.answer),
      ...Object.fromEntries(
        Object.entries(entry.others ?? {}).map(([other, answer]) => [other, response(answer)]),
      ),
      ...refusalsOf(name),
    },
  };
}

/** Problem documents; a status that has another answer as well keeps both. */
function refusalsOf(name: EndpointName): Record<string, ResponseShape> {
  const others = ENDPOINT_ENTRIES[name].others ?? {};
  return Object.fromEntries(
    [...errorsByStatus(name)]
      .filter(([status]) => !(status in others))
      .map(([status, codes]) => [status, { $ref: `#/components/responses/${refusalName(codes)}` }]),
  );
}

function securityOf(access: Access, method: Endpoint['method']): object[] {
  if (access === 'anybody') return [];
  const inHeader = [{ bearer: [] }, ...(access === 'bot' ? [] : [{ cookie: [] }])];
  // OpenAPI has no scheme for a token in the body, where it is a field: the header may then have nothing.
  return method === 'POST' ? [...inHeader, {}] : inHeader;
}

function parametersOf({ path, query, header, example }: EndpointEntry): ParameterShape[] {
  return [
    ...parametersIn('path', path, example.path),
    ...parametersIn('query', query, example.query),
    ...parametersIn('header', header, example.header),
  ];
}

function parametersIn(
  place: 'path' | 'query' | 'header',
  schema: z.ZodObject | undefined,
  examples: ExampleEntry['path'] = {},
): ParameterShape[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = wireSchema(schema);
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as JsonSchema;
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
      ...(examples[name] !== undefined && { example: examples[name] }),
    };
  });
}

const requestBodyOf = (body: BodyName, { body: example }: ExampleEntry) => ({
  required: true,
  content: { 'application/json': { schema: refTo(body), example } },
});

function response(
  { description, schema, types, headers = [] }: AnswerEntry,
  example?: unknown,
): ResponseShape {
  const all = headers.includes('RateLimit') ? [...headers, 'RateLimit-Policy'] : headers;
  const media = types ?? (schema ? ['application/json'] : []);
  return {
    description,
    ...(all.length > 0 && {
      headers: Object.fromEntries(all.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
    }),
    ...(media.length > 0 && {
      content: Object.fromEntries(
        media.map((type) => [
          type,
          content(type, schema && type.endsWith('json') ? schema : undefined, example),
        ]),
      ),
    }),
  };
}

function content(type: string, schema: keyof typeof ANSWERS | undefined, example: unknown): MediaShape {
  const shown = example !== undefined && (schema !== undefined || type === 'text/plain') ? { example } : {};
  const plain = { type: type.endsWith('json') ? ('object' as const) : ('string' as const) };
  return { schema: schema ? refTo(schema) : plain, ...shown };
}

/** Bodies of guarded endpoints may have the token in them; each item of a list has its own. */
function withTokens(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const guarded = NAMES.filter((name) => ENDPOINTS[name].access !== 'anybody');
  const bodies = new Set<string | undefined>(guarded.map((name) => ENDPOINT_ENTRIES[name].body));
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, bodies.has(name) ? withToken(schema) : schema]),
  );
}

const TOKEN = { type: 'string', description: 'The caller’s token, unless it is in the header.' } as const;

function withToken(schema: JsonSchema): JsonSchema {
  if (schema.anyOf) return { ...schema, anyOf: schema.anyOf.map((each) => withToken(each)) };
  if (schema.type === 'array') return { ...schema, items: withToken(schema.items as JsonSchema) };
  return { ...schema, properties: { ...schema.properties, token: TOKEN } };
}
