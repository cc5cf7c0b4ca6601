import { createServer, connect } from 'node:net';
import { once } from 'node:events';

/** Below the ports that systems hand out by themselves, for outgoing connections above all. */
const lasting = { first: 20_000, count: 12_000 };

/** Ports of 127.0.0.1 that stay free while their server is away, since nobody gets one without asking for it by number. */
export async function lastingPorts(count) {
  const ports = new Set();
  while (ports.size < count) {
    const port = lasting.first + Math.floor(Math.random() * lasting.count);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

async function isFree(port) {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await new Promise((closed) => server.close(closed));
  return true;
}

/** Whether an AMQP broker answers the protocol's greeting on this port. */
export function amqpAnswers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (ready) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1_000, () => answer(false));
    socket.once('connect', () => socket.write(Buffer.from('AMQP\0\0\x09\x01', 'latin1')));
    socket.once('data', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('end', () => answer(false));
  });
}
