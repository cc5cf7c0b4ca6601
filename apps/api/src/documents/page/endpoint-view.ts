import type { OperationShape, ParameterShape, ResponseShape } from '@perto/contract/documents';
import { markup, type Markup } from '../../platform/http/markup';
import { prose, sample } from './prose';
import { fieldRow, fieldTable, type SchemaView } from './schema-view';

/** One endpoint: what it is asked, by whom, and what it answers. */
export interface Listed {
  method: string;
  path: string;
  operation: OperationShape;
}

/** Writes endpoints out; `responses` are those that several of them share. */
export class EndpointView {
  constructor(
    private readonly schemas: SchemaView,
    private readonly responses: Readonly<Record<string, ResponseShape>>,
  ) {}

  show({ method, path, operation }: Listed): Markup {
    const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
    const all = Object.entries(responses).map(([status, response]) => ({
      status,
      ...this.resolved(response),
    }));
    const refused = all.filter(({ content }) => content?.['application/problem+json']);
    const answered = all.filter((response) => !refused.includes(response));
    const body = requestBody?.content['application/json'];
    return markup`<article id="${operationId}">
<h3><span class="method ${method}">${method}</span> <code>${path}</code></h3>
<p class="summary">${summary}</p>
${prose(description)}
${parameters.length > 0 ? this.parameters(parameters) : ''}
${body ? markup`<h4>Body</h4>${this.schemas.used(body.schema)}` : ''}
<h4>Request</h4>${sample(curl(method, path, operation))}
${answered.map((response) => this.answer(response))}
${refused.length > 0 ? this.refusals(refused) : ''}
</article>`;
  }

  private parameters(parameters: readonly ParameterShape[]): Markup {
    const rows = parameters.map(({ name, in: place, required, description, schema }) => {
      const type = markup`${place}, ${this.schemas.typeOf(schema)}`;
      return fieldRow(name, required, type, { ...schema, ...(description !== undefined && { description }) });
    });
    return markup`<h4>Parameters</h4>${fieldTable(rows)}`;
  }

  private answer({
    status,
    description = '',
    headers = {},
    content = {},
  }: ResponseShape & { status: string }): Markup {
    const names = Object.keys(headers);
    const media = Object.entries(content).map(([type, { schema, example }]) => {
      const shape = schema.$ref === undefined ? markup`` : this.schemas.used(schema);
      return markup`<p class="type">${type}</p>${shape}${example === undefined ? '' : sample(example)}`;
    });
    const told = names.length > 0 ? markup`<p>Headers: ${names.join(', ')}</p>` : '';
    return markup`<h4>Answer <span class="status">${status}</span></h4>${prose(description)}${told}${media}`;
  }

  private refusals(responses: readonly (ResponseShape & { status: string })[]): Markup {
    const rows = responses.map(
      ({ status, description = '', headers = {} }) =>
        markup`<tr><th scope="row"><span class="status">${status}</span></th><td>${prose(description)}${
          Object.keys(headers).length > 0 ? markup`<p>Headers: ${Object.keys(headers).join(', ')}</p>` : ''
        }</td></tr>`,
    );
    return markup`<details><summary>Errors</summary>${fieldTable(rows)}</details>`;
  }

  private resolved(response: ResponseShape): ResponseShape {
    const name = response.$ref?.split('/').at(-1);
    return name === undefined ? response : (this.responses[name] ?? {});
  }
}

/** The documented example, as one would type it. */
function curl(
  method: string,
  path: string,
  { parameters = [], requestBody, security }: OperationShape,
): string {
  const given = parameters.filter(({ example }) => example !== undefined);
  const inPlace = (place: string) => given.filter((parameter) => parameter.in === place);
  const filled = inPlace('path').reduce(
    (at, { name, example }) => at.replace(`{${name}}`, String(example)),
    path,
  );
  const query = inPlace('query')
    .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`)
    .join('&');
  const body = requestBody?.content['application/json']?.example;
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"$PERTO${filled}${query === '' ? '' : `?${query}`}"`,
    ...(security.length > 0 ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...inPlace('header').map(({ name, example }) => `-H '${name}: ${String(example)}'`),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body)}'`]),
  ];
  return lines.join(' \\\n  ');
}
