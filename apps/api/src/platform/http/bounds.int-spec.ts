import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { rawRequest } from '../../testing/raw-request';
import { SIZES, TestServer } from '../../testing/running-server';

const [embedded] = SIZES;

describe('the bounds of requests', () => {
  let server: TestServer;

  beforeAll(async () => (server = await TestServer.start(embedded!)));
  afterAll(() => server.stop());

  async function connection(): Promise<{ socket: Socket; answer: () => string }> {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return { socket, answer: () => answer };
  }

  it('end a connection that sends its head drop by drop, or nothing at all', async () => {
    const [dripping, silent] = [await connection(), await connection()];
    const beganAt = Date.now();
    dripping.socket.write('GET /API/settings HTTP/1.1\r\nHost: x\r\n');
    const drops = setInterval(() => dripping.socket.write('X-Drop: 1\r\n'), 500);

    await Promise.all([once(dripping.socket, 'close'), once(silent.socket, 'close')]);
    clearInterval(drops);

    expect(Date.now() - beganAt).toBeGreaterThan(9_500);
    expect(dripping.answer()).toMatch(/^HTTP\/1\.1 400 .*malformed_request/s);
  }, 16_000);

  it('refuse a head of more than 16 KB', async () => {
    const answer = await rawRequest(server.url, {
      method: 'GET',
      path: '/API/settings',
      headers: { 'x-large': 'x'.repeat(17 * 1024) },
    });

    expect(answer.status).toBe(413);
  });

  it('leave time to finish a request, and limit the number of connections', () => {
    const { requestTimeout, timeout, maxConnections } = server.app.getHttpServer();

    expect([requestTimeout, timeout, maxConnections]).toEqual([30_000, 60_000, 20_000]);
  });
});
