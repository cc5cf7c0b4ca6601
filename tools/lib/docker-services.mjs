import { randomBytes } from 'node:crypto';
import { onEnd } from './cleanup.mjs';
import { amqpAnswers } from './free-ports.mjs';
import { runQuietly, waitUntil } from './processes.mjs';

const password = randomBytes(12).toString('hex');

/** The same two services as containers, for machines without their programs but with a Docker engine. */
export async function startMariaDbContainer() {
  const container = await startContainer('mysql:8.4', 3306, ['-e', `MYSQL_ROOT_PASSWORD=${password}`]);
  const url = `mysql://root:${password}@127.0.0.1:${container.port}`;
  await waitUntil('MySQL', () => acceptsQueries(url), { limitMs: 180_000 });
  return { url, stop: container.stop };
}

export async function startRabbitMqContainer() {
  const container = await startContainer('rabbitmq:4', 5672);
  await waitUntil('RabbitMQ', () => amqpAnswers(container.port), { limitMs: 180_000 });
  // Through the published port guest comes from outside the container; the image allows that.
  return { url: `amqp://guest:guest@127.0.0.1:${container.port}`, stop: container.stop };
}

async function startContainer(image, innerPort, options = []) {
  const name = `perto-${image.replace(':', '-')}-${randomBytes(4).toString('hex')}`;
  // Registered before the start: an interrupt while the image is being fetched must not leave a container.
  const stop = onEnd(() => runQuietly('docker', ['rm', '--force', '--volumes', name]).catch(() => {}));
  await runQuietly('docker', [
    ...['run', '--detach', '--rm', '--name', name],
    ...['--publish', `127.0.0.1::${innerPort}`],
    ...options,
    image,
  ]);
  const published = await runQuietly('docker', ['port', name, `${innerPort}/tcp`]);
  return { port: Number(/:(\d+)\s*$/m.exec(published)[1]), stop };
}

async function acceptsQueries(url) {
  const { createConnection } = await import('mysql2/promise');
  try {
    const connection = await createConnection(url);
    await connection.end();
    return true;
  } catch {
    return false;
  }
}
