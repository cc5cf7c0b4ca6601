import type { JsonSchema } from '@perto/contract/documents';
import { markup, type Markup } from '../../platform/http/markup';
import { prose } from './prose';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** Where a named schema stands on the page; each document has its own. */
export class SchemaView {
  constructor(
    private readonly schemas: Schemas,
    /** Begins the anchors of this document's schemas. */
    private readonly prefix: string,
  ) {}

  /** Every named schema, to be linked to. */
  all(): Markup[] {
    return Object.entries(this.schemas).map(
      ([name, schema]) =>
        markup`<section class="schema" id="${this.prefix}${name}"><h3>${name}</h3>${this.body(schema)}</section>`,
    );
  }

  /** A schema where it is used: by its name, and written out; of a list, its items. */
  used(schema: JsonSchema): Markup {
    const resolved = this.resolved(schema);
    const list =
      schema.$ref !== undefined && resolved.type === 'array' ? markup`: ${this.typeOf(resolved)}` : markup``;
    return markup`<p class="type">${this.typeOf(schema)}${list}</p>${this.body(resolved)}`;
  }

  /** The type in a few words, with links. */
  typeOf(schema: JsonSchema): Markup {
    const { $ref, anyOf, allOf, type, items, prefixItems, enum: values, format } = schema;
    if ($ref !== undefined) {
      const name = nameOf($ref);
      return markup`<a href="#${this.prefix}${name}">${name}</a>`;
    }
    const [first] = allOf ?? [];
    if (first) return this.typeOf(first);
    if (anyOf && type === undefined)
      return joined(
        anyOf.map((each) => this.typeOf(each)),
        ' or ',
      );
    if (schema.const !== undefined) return code(schema.const);
    if (values) return joined(values.map(code), ' | ');
    const tuple = prefixItems ?? (Array.isArray(items) ? items : undefined);
    if (tuple)
      return markup`(${joined(
        tuple.map((each) => this.typeOf(each as JsonSchema)),
        ', ',
      )})`;
    if (type === 'array' && items !== undefined) return markup`list of ${this.typeOf(items as JsonSchema)}`;
    const name = Array.isArray(type) ? type.join(' or ') : (type ?? 'anything');
    return markup`${String(name)}${format === undefined ? '' : `, ${format}`}`;
  }

  private resolved(schema: JsonSchema): JsonSchema {
    return schema.$ref === undefined ? schema : (this.schemas[nameOf(schema.$ref)] ?? {});
  }

  private body(schema: JsonSchema): Markup {
    const { description, properties, anyOf, items, required = [] } = schema;
    const about = description === undefined ? markup`` : prose(description);
    if (properties) return markup`${about}${this.fields(properties, required)}`;
    if (anyOf && anyOf.some((each) => each.properties))
      return markup`${about}${anyOf.map((each) => markup`<div class="case">${this.body(each)}</div>`)}`;
    if (items === undefined || typeof items === 'boolean' || Array.isArray(items)) return about;
    const item = this.resolved(items);
    return item.properties ? markup`${about}${this.fields(item.properties, item.required ?? [])}` : about;
  }

  private fields(properties: JsonSchema['properties'] = {}, required: readonly string[]): Markup {
    const rows = Object.entries(properties).map(([name, property]) => {
      const schema = property as JsonSchema;
      return fieldRow(name, required.includes(name), this.typeOf(schema), schema);
    });
    return rows.length === 0 ? markup`` : fieldTable(rows);
  }
}

export const fieldTable = (rows: readonly Markup[]): Markup =>
  markup`<div class="scroll"><table><tbody>${rows}</tbody></table></div>`;

/** A field or parameter: name, type, whether it may be missing, bounds, meaning. */
export function fieldRow(name: string, required: boolean, type: Markup, schema: JsonSchema): Markup {
  const { description } = schema;
  const optional = required ? markup`` : markup` <span class="optional">optional</span>`;
  const about = description === undefined ? markup`` : prose(description);
  return markup`<tr><th scope="row"><code>${name}</code>${optional}</th><td><span class="type">${type}${boundsOf(schema)}</span>${about}</td></tr>`;
}

function boundsOf({
  minimum,
  maximum,
  minLength,
  maxLength,
  minItems,
  maxItems,
  default: standard,
}: JsonSchema): string {
  return [
    between(minimum, maximum, ''),
    between(minLength, maxLength, ' characters'),
    between(minItems, maxItems, ' items'),
    standard === undefined ? '' : `unless it says otherwise: ${JSON.stringify(standard)}`,
  ]
    .filter(Boolean)
    .map((bounds) => `; ${bounds}`)
    .join('');
}

function between(least: number | undefined, most: number | undefined, unit: string): string {
  if (least === undefined && most === undefined) return '';
  if (most === undefined) return least === 0 ? '' : `at least ${least}${unit}`;
  return least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`;
}

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? '';
const code = (value: unknown): Markup => markup`<code>${JSON.stringify(value)}</code>`;
const joined = (parts: readonly Markup[], by: string): Markup =>
  markup`${parts.map((part, index) => (index === 0 ? part : markup`${by}${part}`))}`;
