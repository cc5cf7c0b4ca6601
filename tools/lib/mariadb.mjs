import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { findDatabaseServer } from './binaries.mjs';
import { onEnd } from './cleanup.mjs';
import { lastingPorts } from './free-ports.mjs';
import { privateFolder } from './private-folder.mjs';
import { runQuietly } from './processes.mjs';
import { ServerProcess } from './server-process.mjs';
import { smallVolume } from './small-volume.mjs';

const account = { user: 'perto', password: 'perto' };

/**
 * Starts a private MariaDB or MySQL on a free port of 127.0.0.1, in a temporary folder.
 * The URL names no database: tests create and drop their own.
 *
 * With `volumeMegabytes` its data lies on a volume of that size, which can be filled.
 */
export async function startMariaDb(binaries = findDatabaseServer(), { volumeMegabytes } = {}) {
  if (!binaries) throw new Error('No MariaDB or MySQL server was found');
  const folder = privateFolder('mariadb', ['data', 'tmp']);
  const removeFolder = onEnd(folder.remove);
  const volume = volumeMegabytes && smallVolume(join(folder.path, 'data'), volumeMegabytes);
  const owner = serverAccount();
  if (owner)
    for (const part of ['.', 'data', 'tmp']) chownSync(join(folder.path, part), owner.uid, owner.gid);

  const shared = [
    '--no-defaults',
    `--datadir=${join(folder.path, 'data')}`,
    // Of its own from the beginning: a server that starts removes what it finds of others.
    `--tmpdir=${join(folder.path, 'tmp')}`,
    ...(owner ? [`--user=${owner.name}`] : []),
    // Space for data, not for the log that is made beforehand.
    ...(volume ? ['--innodb-log-file-size=8M'] : []),
  ];
  await createDataFolder(binaries, shared);

  const [port] = await lastingPorts(1);
  const socketPath = join(folder.path, 's.sock');
  const server = new ServerProcess({
    name: 'MariaDB',
    command: binaries.server,
    args: [
      ...shared,
      `--socket=${socketPath}`,
      `--pid-file=${join(folder.path, 'server.pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      // A commit that was answered survives the end of the process, which is all that a test can bring about:
      // waiting for the disk each time takes minutes.
      '--innodb-flush-log-at-trx-commit=2',
      ...(binaries.kind === 'mysql' ? ['--mysqlx=OFF'] : []),
    ],
    log: join(folder.path, 'server.log'),
    ready: () => grant(socketPath),
  });
  const stop = async () => {
    await server.stop();
    await volume?.remove();
    await removeFolder();
  };

  try {
    await server.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `mysql://${account.user}:${account.password}@127.0.0.1:${port}`, server, volume, stop };
}

function createDataFolder({ kind, server, installer }, shared) {
  if (kind === 'mysql') return runQuietly(server, [...shared, '--initialize-insecure']);
  return runQuietly(installer, [...shared, '--auth-root-authentication-method=normal', '--skip-test-db']);
}

/** Creates the tests' account; answers false while the server does not accept connections. */
async function grant(socketPath) {
  // Loaded late: this module is also read before `npm ci` has run.
  const { createConnection } = await import('mysql2/promise');
  let connection;
  try {
    connection = await createConnection({ socketPath, user: 'root' });
  } catch {
    return false;
  }
  for (const host of ['127.0.0.1', 'localhost']) {
    await connection.query(
      `CREATE USER IF NOT EXISTS '${account.user}'@'${host}' IDENTIFIED BY '${account.password}'`,
    );
    await connection.query(`GRANT ALL ON *.* TO '${account.user}'@'${host}'`);
  }
  await connection.end();
  return true;
}

/** Database servers refuse to run as root: the account that they are to change to, when we are root. */
function serverAccount() {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag) => Number(spawnSync('id', [flag, 'mysql'], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [id('-u'), id('-g')];
  return uid > 0 ? { name: 'mysql', uid, gid } : { name: 'root', uid: 0, gid: 0 };
}
