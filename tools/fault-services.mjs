/**
 * A MariaDB and a RabbitMQ to be maltreated, as a program of its own: e2e/faults starts it with a channel, asks
 * it to kill, freeze and start them again, and everything is gone when the channel closes.
 *
 * Argument: megabytes of the database's volume, where the disk is to be filled.
 */
import { parseArgs } from 'node:util';
import { findDatabaseServer } from './lib/binaries.mjs';
import { undoAll, undoAllOnSignals } from './lib/cleanup.mjs';
import { lastingPorts } from './lib/free-ports.mjs';
import { startMariaDb } from './lib/mariadb.mjs';
import { startRabbitMq } from './lib/rabbitmq.mjs';

const { positionals } = parseArgs({ allowPositionals: true });
const volumeMegabytes = positionals[0] && Number(positionals[0]);

undoAllOnSignals();
process.once('disconnect', () => void undoAll().then(() => process.exit(0)));
try {
  const [database, broker, [port]] = await Promise.all([
    startMariaDb(findDatabaseServer(), { volumeMegabytes }),
    startRabbitMq(),
    lastingPorts(1),
  ]);
  const actions = {
    database: { ...controls(database.server), fill: database.volume?.fill, empty: database.volume?.empty },
    broker: { ...controls(broker.server), control: broker.control },
  };
  process.on('message', async ({ call, service, action, args }) => {
    try {
      process.send({ call, result: await actions[service][action](...args) });
    } catch (error) {
      process.send({ call, error: error.message });
    }
  });
  process.send({ ready: { databaseUrl: database.url, amqpUrl: broker.url, port } });
} catch (error) {
  process.send({ failed: error.message });
  await undoAll();
  process.exit(1);
}

function controls(server) {
  return {
    start: () => server.start(),
    kill: () => server.kill(),
    freeze: () => server.freeze(),
    thaw: () => server.thaw(),
  };
}
