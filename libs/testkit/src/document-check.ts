import Ajv, { type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** Holds values to the schemas that stand in an OpenAPI or AsyncAPI document. */
export class DocumentCheck {
  private readonly ajv: Ajv;
  private readonly known = new Map<string, ValidateFunction>();

  /** OpenAPI 3.1 has JSON Schema of 2020-12, AsyncAPI 3.0 of draft 7. */
  constructor(private readonly document: object) {
    const options = { strict: false, allErrors: true, validateSchema: false, logger: false } as const;
    this.ajv = 'openapi' in document ? new Ajv2020(options) : new Ajv(options);
    addFormats(this.ajv);
    this.ajv.addSchema(document, 'document');
  }

  /**
   * What is wrong with `value`, by the schema that the keys lead to, such as
   * `components`, `schemas`, `Message`; empty: nothing.
   *
   * @throws Error where the document has no such schema
   */
  faults(keys: readonly (string | number)[], value: unknown): string[] {
    if (this.at(keys) === undefined) throw new Error(`The document has no ${keys.join(' / ')}`);
    const pointer = keys.map((key) =>
      encodeURIComponent(String(key).replace(/~/g, '~0').replace(/\//g, '~1')),
    );
    const validate = this.validator(`document#/${pointer.join('/')}`);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'it'} ${message}`);
  }

  /** What the keys lead to, through references; undefined where there is nothing. */
  at(keys: readonly (string | number)[]): unknown {
    return keys.reduce<unknown>(
      (found, key) => this.resolved((found as Indexed | undefined)?.[key]),
      this.document,
    );
  }

  private resolved(found: unknown): unknown {
    const ref = (found as Indexed | undefined)?.['$ref'];
    return typeof ref === 'string' ? this.at(ref.replace('#/', '').split('/')) : found;
  }

  private validator(uri: string): ValidateFunction {
    const known = this.known.get(uri) ?? this.ajv.compile({ $ref: uri });
    this.known.set(uri, known);
    return known;
  }
}

type Indexed = Record<string, unknown>;
