import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StandInFenix } from './stand-in-fenix';
import { toStandInRequest } from './stand-in-http';

const MAXIMUM_BODY_BYTES = 64 * 1024;

export interface RunningStandIn {
  /** Address of its root, base path included, without a slash at the end. */
  url: string;
  /** Ends it at once, open connections and all. */
  close(): Promise<void>;
}

/**
 * Runs the stand-in alone, on this machine only; port 0 takes any free one.
 *
 * @throws Error when the port is taken
 */
export async function startStandInServer(engine: StandInFenix, port = 0): Promise<RunningStandIn> {
  const server = createServer((request, response) => {
    serve(engine, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}${engine.basePath}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function serve(
  engine: StandInFenix,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const body = await textOf(request);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const raw = { method, url, headers, body };
  const answer = await engine.handle(toStandInRequest(raw, engine.basePath));
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

/** The body as text; undefined when it is too long. */
async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAXIMUM_BODY_BYTES) chunks.push(chunk); // the rest is read, or the answer would not arrive
  }
  return bytes > MAXIMUM_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}
