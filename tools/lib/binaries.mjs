import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { spawnSync } from 'node:child_process';

/** Where servers are kept on systems that leave these folders out of a user's PATH. */
const serverFolders = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/lib/rabbitmq/bin',
  '/opt/homebrew/sbin',
  '/opt/homebrew/bin',
];

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const chromiumElsewhere = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of the first of these programs that the machine has. */
export function findBinary(
  names,
  folders = [...(process.env.PATH ?? '').split(delimiter), ...serverFolders],
) {
  for (const name of names)
    for (const folder of folders.filter(Boolean)) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  return undefined;
}

/** The programs that make a private MariaDB or MySQL, or nothing. */
export function findDatabaseServer() {
  const mariadbd = findBinary(['mariadbd']);
  const installer = findBinary(['mariadb-install-db', 'mysql_install_db']);
  if (mariadbd && installer) return { kind: 'mariadb', server: mariadbd, installer };
  const mysqld = findBinary(['mysqld']);
  return mysqld && !mariadbd ? { kind: 'mysql', server: mysqld } : undefined;
}

/** The programs that make a private RabbitMQ, or nothing. */
export function findRabbitMq() {
  // Debian's programs in /usr/sbin change to another user; the scripts they wrap do not.
  const find = (name) => findBinary([name], ['/usr/lib/rabbitmq/bin']) ?? findBinary([name]);
  const server = find('rabbitmq-server');
  const control = find('rabbitmqctl');
  const epmd = findBinary(['epmd']);
  return server && control && epmd ? { server, control, epmd } : undefined;
}

export function findChromium() {
  if (process.env.TEST_CHROMIUM) return process.env.TEST_CHROMIUM;
  return findBinary(chromiumNames) ?? chromiumElsewhere.find(isExecutable);
}

/** Whether a Docker engine answers. */
export function hasDocker() {
  return spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status === 0;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
