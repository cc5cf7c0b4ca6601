import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRabbitMq } from './binaries.mjs';
import { onEnd } from './cleanup.mjs';
import { amqpAnswers, lastingPorts } from './free-ports.mjs';
import { privateFolder } from './private-folder.mjs';
import { launch, runQuietly, stopGroup } from './processes.mjs';
import { ServerProcess } from './server-process.mjs';

/** Starts a private RabbitMQ on free ports of 127.0.0.1, in a temporary folder. */
export async function startRabbitMq(binaries = findRabbitMq()) {
  if (!binaries) throw new Error('No RabbitMQ server was found');
  const folder = privateFolder('rabbitmq', ['home', 'mnesia', 'log', 'schema']);
  const removeFolder = onEnd(folder.remove);
  const [amqp, names, distribution] = await lastingPorts(3);
  const env = environment(folder.path, { amqp, names, distribution });

  // Erlang's name server; started here, in the foreground, because the one that
  // RabbitMQ would start itself detaches and outlives it.
  const nameServer = launch(binaries.epmd, ['-port', String(names), '-address', '127.0.0.1'], {
    env,
    stdio: 'ignore',
  });
  const stopNameServer = onEnd(() => stopGroup(nameServer, 1_000));
  nameServer.once('error', () => {}); // RabbitMQ then fails to start, and says so

  const server = new ServerProcess({
    name: 'RabbitMQ',
    command: binaries.server,
    args: [],
    env,
    log: join(folder.path, 'server.log'),
    ready: () => amqpAnswers(amqp),
    startLimitMs: 90_000,
    patienceMs: 15_000,
  });
  const stop = async () => {
    await server.stop();
    await stopNameServer();
    await removeFolder();
  };

  try {
    await server.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `amqp://guest:guest@127.0.0.1:${amqp}`,
    server,
    /** Runs rabbitmqctl on this broker; answers what it printed. */
    control: (args) => runQuietly(binaries.control, ['--quiet', ...args], { env }),
    stop,
  };
}

function environment(folder, ports) {
  const configuration = join(folder, 'rabbitmq.conf');
  const plugins = join(folder, 'enabled_plugins');
  const settings = join(folder, 'rabbitmq-env.conf');
  writeFileSync(
    configuration,
    [
      `listeners.tcp.local = 127.0.0.1:${ports.amqp}`,
      'log.console = true',
      'log.console.level = info',
      'log.file = false',
      'vm_memory_high_watermark.absolute = 1GB',
      'disk_free_limit.absolute = 50MB',
      '',
    ].join('\n'),
  );
  writeFileSync(plugins, '[].');
  writeFileSync(settings, '');
  writeFileSync(join(folder, 'home', '.erlang.cookie'), randomBytes(24).toString('hex'), { mode: 0o400 });
  return {
    ...process.env,
    HOME: join(folder, 'home'),
    ERL_EPMD_PORT: String(ports.names),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `perto${ports.amqp}@localhost`,
    RABBITMQ_NODE_PORT: String(ports.amqp),
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_CONFIG_FILE: configuration,
    RABBITMQ_CONF_ENV_FILE: settings,
    RABBITMQ_ENABLED_PLUGINS_FILE: plugins,
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'schema'),
    RABBITMQ_SCHEMA_DIR: join(folder, 'schema'),
    RABBITMQ_PID_FILE: join(folder, 'server.pid'),
    // One scheduler, not spinning: the tests need the processors more than the broker does.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none',
  };
}
