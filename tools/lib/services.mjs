import { findChromium, findDatabaseServer, findRabbitMq, hasDocker } from './binaries.mjs';
import { canInstallPackages, installDebianPackages } from './debian-packages.mjs';
import { startMariaDbContainer, startRabbitMqContainer } from './docker-services.mjs';
import { startMariaDb } from './mariadb.mjs';
import { startRabbitMq } from './rabbitmq.mjs';
import { announce } from './steps.mjs';

export { startMariaDb, startRabbitMq };

const needs = [
  {
    name: 'MariaDB or MySQL server',
    find: findDatabaseServer,
    packages: ['mariadb-server'],
    container: true,
  },
  { name: 'RabbitMQ server', find: findRabbitMq, packages: ['rabbitmq-server'], container: true },
  {
    name: 'Chromium or Chrome',
    find: findChromium,
    packages: ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'],
    container: false,
  },
];

/**
 * Makes sure that the outside programs which the tests need are there, installing them where that is allowed.
 *
 * @throws Error that says what to install, when they are not and cannot be installed
 */
export async function provideServicePrograms() {
  let missing = needs.filter(({ find }) => !find());
  if (missing.length > 0 && canInstallPackages()) {
    const packages = missing.flatMap((need) => need.packages);
    announce(`Installing Debian packages, without starting their services: ${packages.join(' ')} …`);
    await installDebianPackages(packages);
    missing = needs.filter(({ find }) => !find());
  }
  if (missing.some(({ container }) => container) && hasDocker())
    missing = missing.filter(({ container }) => !container);
  if (missing.length > 0) throw new Error(adviceFor(missing));
}

/** Starts a private database and broker side by side; answers the environment that tests read. */
export async function startServices() {
  const [database, broker] = await Promise.all([
    findDatabaseServer() ? startMariaDb() : startMariaDbContainer(),
    findRabbitMq() ? startRabbitMq() : startRabbitMqContainer(),
  ]);
  return {
    environment: {
      TEST_DATABASE_URL: database.url,
      TEST_AMQP_URL: broker.url,
      TEST_CHROMIUM: findChromium(),
      // Only programs can be killed and frozen one by one; containers are not ours to maltreat.
      TEST_FAULTS: findDatabaseServer() && findRabbitMq() ? 'possible' : undefined,
    },
    stop: () => Promise.all([database.stop(), broker.stop()]),
  };
}

/** The environment without anything that would make a test use an outside service. */
export function environmentWithoutServices() {
  const {
    TEST_DATABASE_URL: _database,
    TEST_AMQP_URL: _broker,
    TEST_CHROMIUM: _browser,
    TEST_FAULTS: _faults,
    ...rest
  } = process.env;
  return rest;
}

function adviceFor(missing) {
  return [
    'The full tests need programs that this machine does not have:',
    ...missing.map(({ name, packages }) => `  - ${name} (Debian and Ubuntu: ${packages[0]})`),
    `As root on Debian: apt-get install --no-install-recommends ${missing.flatMap((need) => need.packages).join(' ')}`,
    'Instead of the two servers a running Docker engine will do; the browser is always needed.',
    'Without them: npm test -- --embedded runs everything that needs no outside service.',
  ].join('\n');
}
