import { request as httpRequest } from 'node:http';
import type { Answer } from '@perto/testkit';

export interface RawRequest {
  method: string;
  /** Sent as it is: nothing is normalised or escaped. */
  path: string;
  /** A list sends the header several times. */
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

/** One request exactly as given; `fetch` would tidy the path and add headers of its own. */
export function rawRequest(url: string, { method, path, headers, body }: RawRequest): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = httpRequest(
      { hostname, port, method, path, headers: { ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const answered = new Headers();
          for (const [name, value] of Object.entries(response.headers)) answered.set(name, String(value));
          resolve({ status: response.statusCode ?? 0, headers: answered, text, json: jsonOf(text) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
