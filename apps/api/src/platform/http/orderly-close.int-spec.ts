import { once } from 'node:events';
import { connect } from 'node:net';
import { SIZES, TestServer } from '../../testing/running-server';

const [embedded] = SIZES;

describe('a server that stops', () => {
  it('does not wait for a client that never finishes its request', async () => {
    const server = await TestServer.start(embedded!);
    const client = connect(Number(new URL(server.url).port), '127.0.0.1');
    client.on('error', () => undefined);
    await once(client, 'connect');
    client.write('POST /API/user/update/coordinates HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    await server.signIn('ana'); // the server has read what was sent before this

    const closed = once(client, 'close');
    await server.stop();

    await closed;
    expect(client.destroyed).toBe(true);
  }, 8000);
});
