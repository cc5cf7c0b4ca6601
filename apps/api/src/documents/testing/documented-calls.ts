import { ENDPOINTS, type Access, type Endpoint, type EndpointName, type ErrorCode } from '@perto/contract';
import {
  ENDPOINT_ENTRIES,
  errorCodesOf,
  openApiDocument,
  templated,
  type ExampleEntry,
} from '@perto/contract/documents';
import { DocumentCheck, request, type Answer } from '@perto/testkit';

/** What a request has that the documented example has otherwise. */
export type Variation = Pick<ExampleEntry, 'path' | 'query' | 'header' | 'body'> & { token?: string };

/** Asks the endpoints as the document says, and holds what is answered to it. */
export class DocumentedCalls {
  private readonly check = new DocumentCheck(openApiDocument({ closed: true }));

  constructor(
    private readonly url: string,
    /** The token of somebody who may. */
    private readonly tokenOf: (access: Access) => string | undefined,
  ) {}

  /** The documented example, but for what varies. */
  ask(name: EndpointName, variation: Variation = {}): Promise<Answer> {
    const { method, path, access }: Endpoint = ENDPOINTS[name];
    const { example } = ENDPOINT_ENTRIES[name];
    const asked = { ...example, ...variation };
    const token = 'token' in variation ? variation.token : this.tokenOf(access);
    const filled = Object.entries(asked.path ?? {}).reduce(
      (at, [key, value]) => at.replace(`:${key}`, value),
      path,
    );
    const query = new URLSearchParams(asked.query).toString();
    return request(this.url, method, query === '' ? filled : `${filled}?${query}`, {
      headers: { ...asked.header, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: asked.body,
    });
  }

  /** What is wrong with an answer that should be success; empty: nothing. */
  faultsOfSuccess(name: EndpointName, answer: Answer): string[] {
    const { status } = ENDPOINTS[name];
    if (answer.status !== status) return [`${answer.status} instead of ${status}: ${answer.text}`];
    return this.faults(name, answer);
  }

  /** What is wrong with an answer that should be this refusal; empty: nothing. */
  faultsOfRefusal(name: EndpointName, answer: Answer, code: ErrorCode): string[] {
    const told = (answer.json as { code?: unknown } | undefined)?.code;
    if (told !== code) return [`${String(told)} instead of ${code}: ${answer.status} ${answer.text}`];
    if (!errorCodesOf(name).includes(code)) return [`${code} is not documented`];
    return this.faults(name, answer);
  }

  /** Status, type, headers and body, as the document has them. */
  private faults(name: EndpointName, { status, headers, text, json }: Answer): string[] {
    const keys = this.keysOf(name, status);
    const response = this.check.at(keys) as { content?: object; headers?: object } | undefined;
    if (!response) return [`${status} is not documented`];
    const missing = Object.keys(response.headers ?? {}).filter((header) => !headers.has(header));
    return [
      ...missing.map((header) => `${header} is missing`),
      ...this.faultsOfBody(keys, response.content, { type: headers.get('content-type'), text, json }),
    ];
  }

  private faultsOfBody(
    keys: (string | number)[],
    content: object | undefined,
    { type, text, json }: { type: string | null; text: string; json: unknown },
  ): string[] {
    if (!content) return text === '' ? [] : [`a body that is not documented: ${text}`];
    const [media = ''] = (type ?? '').split(';');
    if (!(media in content)) return [`${media} is not documented`];
    return this.check.faults([...keys, 'content', media, 'schema'], media.endsWith('json') ? json : text);
  }

  private keysOf(name: EndpointName, status: number): (string | number)[] {
    const { method, path } = ENDPOINTS[name];
    return ['paths', templated(path), method.toLowerCase(), 'responses', status];
  }
}
