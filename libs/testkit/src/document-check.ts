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
  faults(keys: Keys, value: unknown): string[] {
    const place = this.located(keys);
    if (found(this.document, place) === undefined) throw new Error(`The document has no ${keys.join(' / ')}`);
    const pointer = place.map((key) =>
      encodeURIComponent(String(key).replace(/~/g, '~0').replace(/\//g, '~1')),
    );
    const validate = this.validator(`document#/${pointer.join('/')}`);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'it'} ${message}`);
  }

  /** What the keys lead to, through references; undefined where there is nothing. */
  at(keys: Keys): unknown {
    return found(this.document, this.located(keys));
  }

  /** The place that the keys lead to, through references. */
  private located(keys: Keys): Keys {
    return keys.reduce<Keys>((place, key) => {
      const next = [...place, key];
      const ref = (found(this.document, next) as Indexed | undefined)?.['$ref'];
      return typeof ref === 'string' ? ref.replace('#/', '').split('/') : next;
    }, []);
  }

  private validator(uri: string): ValidateFunction {
    const known = this.known.get(uri) ?? this.ajv.compile({ $ref: uri });
    this.known.set(uri, known);
    return known;
  }
}

type Keys = readonly (string | number)[];
type Indexed = Record<string, unknown>;

const found = (document: object, keys: Keys): unknown =>
  keys.reduce<unknown>((at, key) => (at as Indexed | undefined)?.[key], document);
