import { spawnSync } from 'node:child_process';
import { chownSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDatabaseServer } from './binaries.mjs';
import { onEnd } from './cleanup.mjs';
import { freePorts } from './free-ports.mjs';
import { privateFolder } from './private-folder.mjs';
import { launch, runQuietly, stopGroup, waitUntil } from './processes.mjs';

const account = { user: 'perto', password: 'perto' };

/**
 * Starts a private MariaDB or MySQL on a free port of 127.0.0.1, in a temporary folder.
 * The URL names no database: tests create and drop their own.
 */
export async function startMariaDb(binaries = findDatabaseServer()) {
  if (!binaries) throw new Error('No MariaDB or MySQL server was found');
  const folder = privateFolder('mariadb', ['data', 'tmp']);
  const removeFolder = onEnd(folder.remove);
  const owner = serverAccount();
  if (owner)
    for (const part of ['.', 'data', 'tmp']) chownSync(join(folder.path, part), owner.uid, owner.gid);

  const shared = [
    '--no-defaults',
    `--datadir=${join(folder.path, 'data')}`,
    ...(owner ? [`--user=${owner.name}`] : []),
  ];
  await createDataFolder(binaries, shared);

  const [port] = await freePorts(1);
  const socketPath = join(folder.path, 's.sock');
  const log = join(folder.path, 'server.log');
  const output = openSync(log, 'w');
  const child = launch(
    binaries.server,
    [
      ...shared,
      `--tmpdir=${join(folder.path, 'tmp')}`,
      `--socket=${socketPath}`,
      `--pid-file=${join(folder.path, 'server.pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      // As in production: a commit that was answered survives a crash.
      '--innodb-flush-log-at-trx-commit=1',
      ...(binaries.kind === 'mysql' ? ['--mysqlx=OFF'] : []),
    ],
    { stdio: ['ignore', output, output] },
  );
  const stopServer = onEnd(() => stopGroup(child));
  child.once('error', () => {}); // reported by waitUntil
  const stop = async () => {
    await stopServer();
    await removeFolder();
  };

  try {
    await waitUntil('MariaDB', () => grant(socketPath), { child });
  } catch (error) {
    error.message += `\n${readFileSync(log, 'utf8').slice(-2_000)}`;
    await stop();
    throw error;
  }
  return { url: `mysql://${account.user}:${account.password}@127.0.0.1:${port}`, stop };
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
    await connection.query(`CREATE USER '${account.user}'@'${host}' IDENTIFIED BY '${account.password}'`);
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
