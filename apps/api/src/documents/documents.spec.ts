import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EVENTS, ENDPOINTS, type EndpointName } from '@perto/contract';
import {
  asyncApiDocument,
  DOCUMENT_VERSION,
  ENDPOINT_ENTRIES,
  errorCodesOf,
  openApiDocument,
  templated,
} from '@perto/contract/documents';
import { DocumentCheck } from '@perto/testkit';
import Ajv, { type AnySchemaObject } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';

const NAMES = Object.keys(ENDPOINTS) as EndpointName[];
const asyncApi = asyncApiDocument({ closed: true });
const openApiCheck = new DocumentCheck(openApiDocument({ closed: true }));
const asyncApiCheck = new DocumentCheck(asyncApi);

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as AnySchemaObject;

/** What an official schema, from a package, finds wrong with a document; null: nothing. */
function faultsBy(ajv: Ajv, schema: AnySchemaObject, document: object) {
  const validate = ajv.compile(schema);
  return validate(document) ? null : validate.errors;
}

const OPTIONS = { strict: false, logger: false, validateFormats: false } as const;

describe('the OpenAPI document', () => {
  const folder = dirname(require.resolve('@seriousme/openapi-schema-validator/package.json'));
  const official = readJson(folder, 'schemas/v3.1/schema.json');
  const { info: _info, ...headless } = openApiDocument();

  it('is one of OpenAPI 3.1', () => {
    expect(faultsBy(new Ajv2020(OPTIONS), official, openApiDocument())).toBeNull();
    expect(faultsBy(new Ajv2020(OPTIONS), official, headless)).not.toBeNull();
  });

  it.each(NAMES)('has examples for %s that are as it says', (name) => {
    const { method, path, status } = ENDPOINTS[name];
    const { example, body, answer } = ENDPOINT_ENTRIES[name];
    const operation = ['paths', templated(path), method.toLowerCase()];
    const json = ['content', 'application/json', 'schema'];

    const request = body ? openApiCheck.faults([...operation, 'requestBody', ...json], example.body) : [];
    const answered = answer.schema
      ? openApiCheck.faults([...operation, 'responses', status, ...json], example.answer)
      : [];

    expect([...request, ...answered]).toEqual([]);
    expect(body === undefined).toBe(example.body === undefined);
    expect(answer.schema !== undefined && example.answer === undefined).toBe(false);
  });

  it('tells of every error that an endpoint may have, by its status', () => {
    const missing = NAMES.flatMap((name) => {
      const { method, path } = ENDPOINTS[name];
      const told = JSON.stringify(
        Object.values(
          openApiCheck.at(['paths', templated(path), method.toLowerCase(), 'responses']) as object,
        ),
      );
      return errorCodesOf(name)
        .filter((code) => !told.includes(code))
        .map((code) => `${name} ${code}`);
    });

    expect(missing.filter((each) => !each.startsWith('login'))).toEqual([]);
  });
});

describe('the AsyncAPI document', () => {
  const official = readJson(require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
  const { info: _info, ...headless } = asyncApiDocument();

  it('is one of AsyncAPI 3.0', () => {
    expect(faultsBy(new Ajv(OPTIONS), official, asyncApiDocument())).toBeNull();
    expect(faultsBy(new Ajv(OPTIONS), official, headless)).not.toBeNull();
  });

  it('has an operation for every event', () => {
    expect(Object.keys(asyncApi.operations).sort()).toEqual(Object.values<string>(EVENTS).sort());
  });

  it.each(Object.entries(asyncApi.components.messages))(
    'has examples of %s that are as it says',
    (name, message) => {
      const { examples = [] } = message as { examples?: { payload: unknown }[] };

      const faults = examples.flatMap(({ payload }) =>
        asyncApiCheck.faults(['components', 'messages', name, 'payload'], payload),
      );

      expect(faults).toEqual([]);
      expect(examples.length).toBe(name === 'message.acknowledgement' ? 0 : 1);
    },
  );
});

describe.each([
  ['OpenAPI', openApiDocument()],
  ['AsyncAPI', asyncApiDocument()],
])('the %s document', (_, document) => {
  it('refers to nothing that is not there, and has nothing that nobody refers to', () => {
    const check = new DocumentCheck(document);
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);

    const dangling = refs.filter((ref) => check.at(ref.split('/')) === undefined);
    const unused = Object.keys(document.components.schemas).filter(
      (name) => !refs.includes(`components/schemas/${name}`),
    );

    expect(refs.length).toBeGreaterThan(10);
    expect([dangling, unused]).toEqual([[], []]);
  });

  it('is of the version of the product', () => {
    expect(readJson(__dirname, '../../../../package.json')).toMatchObject({ version: DOCUMENT_VERSION });
    expect(document.info.version).toBe(DOCUMENT_VERSION);
  });
});
