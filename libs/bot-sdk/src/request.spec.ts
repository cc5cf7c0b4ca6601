import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PATHS } from '@perto/contract';
import { ask } from './request';

describe('a request', () => {
  let server: Server;
  let url: string;
  let answer: (response: ServerResponse) => void;
  let asked: string[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      answer(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  beforeEach(() => (asked = []));

  const refusal = (status: number, body: string, headers: Record<string, string> = {}): Promise<unknown> => {
    answer = (response) => response.writeHead(status, headers).end(body);
    return ask(url, { path: PATHS.botBuildings }).catch((error: unknown) => error);
  };

  it('puts an id into its path, so that it stays one', async () => {
    answer = (response) => response.end('{}');

    await ask(url, { path: PATHS.checkBot, parameter: '../x?y' });

    expect(asked).toEqual(['GET /API/bot/check/..%2Fx%3Fy']);
  });

  it('has the code, the words and the faults of a problem document', async () => {
    const errors = [{ path: 'message', message: 'must not be empty' }];
    const problem = { code: 'invalid_request', detail: 'message must not be empty.', errors };

    expect(await refusal(400, JSON.stringify(problem))).toMatchObject({
      ...{ code: 'invalid_request', final: true, status: 400, errors, message: problem.detail },
    });
  });

  it('reads Retry-After as seconds or as a date', async () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();

    expect(await refusal(503, '{}', { 'retry-after': '7' })).toMatchObject({ retryAfter: 7 });
    const { retryAfter } = (await refusal(429, '', { 'retry-after': inAMinute })) as { retryAfter: number };
    expect(retryAfter > 50 && retryAfter <= 60).toBe(true);
    expect(await refusal(503, '{}', { 'retry-after': 'soon' })).toMatchObject({ retryAfter: undefined });
  });

  it.each([
    [502, '<html>Bad gateway</html>', 'unavailable', false],
    [429, 'slow down', 'too_many_requests', false],
    [404, '<html>Not here</html>', 'unexpected_answer', true],
    [200, '<html>Welcome</html>', 'unexpected_answer', true],
    [200, '7', 'unexpected_answer', true],
  ])('knows what %d with %p is that does not come from Perto', async (status, body, code, final) => {
    expect(await refusal(status, body)).toMatchObject({ code, final, status });
  });

  it('takes a secret to no other address', async () => {
    answer = (response) => response.writeHead(307, { location: `${url}/elsewhere` }).end();

    const attempt = ask(url, { path: PATHS.authenticateBot, body: { pass: 'secret' } });

    await expect(attempt).rejects.toMatchObject({ code: 'unexpected_answer', status: 307 });
    expect(asked).toEqual(['POST /API/bot/auth']);
  });
});
