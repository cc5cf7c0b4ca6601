/**
 * `update/coordinates`, durable before it answers, against a bare Fastify route that parses the same body.
 *
 * MariaDB and RabbitMQ, 1,000 online users at campus density, 50 connections, steps of 4 m.
 * Run: node tools/with-services.mjs -- node bench/update-coordinates.mjs
 */
import { destination } from '../tools/simulate/plane.mjs';
import { randomNumbers } from '../tools/simulate/random.mjs';
import { freshDatabase } from './lib/database.mjs';
import { load, median, print } from './lib/load.mjs';
import { startProgram } from './lib/programs.mjs';

const PEOPLE = 1000;
const ROUNDS = 3;
const SECONDS = 6;
const STEP_METRES = 4;

const database = await freshDatabase();
const api = await startProgram('lib/api-server.mjs', {
  DATABASE_URL: database.url,
  AMQP_URL: process.env.TEST_AMQP_URL,
});
const bare = await startProgram('lib/bare-server.mjs');
const crowd = await startProgram('lib/crowd.mjs', { URL: api.ready.url, PEOPLE: String(PEOPLE) });
const walk = walker(crowd.ready);

console.log(`update/coordinates: ${PEOPLE} online users, 50 connections, steps of ${STEP_METRES} m`);
const warmUp = { connections: 50, seconds: 3, next: walk };
for (const { ready } of [bare, api]) await load({ ...warmUp, url: ready.url });

const shares = [];
for (let round = 0; round < ROUNDS; round++) {
  const options = { connections: 50, seconds: SECONDS, next: walk };
  const bareResult = await load({ ...options, url: bare.ready.url });
  const { movements: before } = await crowd.ask({ ask: 'movements' });
  const { cpuMicroseconds: cpuBefore } = await api.ask({ ask: 'cpu' });
  const apiResult = await load({ ...options, url: api.ready.url });
  const { cpuMicroseconds: cpuAfter } = await api.ask({ ask: 'cpu' });
  const { movements: after } = await crowd.ask({ ask: 'movements' });
  print('bare route', bareResult);
  print('update/coordinates', apiResult);
  const cost = (cpuAfter - cpuBefore) / (apiResult.requestsPerSecond * SECONDS);
  console.log(
    `    ${Math.round(cost)} µs of the server's processor each; ` +
      `meanwhile ${Math.round((after - before) / SECONDS)} new_movement/s were heard`,
  );
  shares.push(apiResult.requestsPerSecond / bareResult.requestsPerSecond);
  if (apiResult.failed) process.exitCode = 1;
}
console.log(`  ratio: ${(100 * median(shares)).toFixed(0)} % of the bare route (median of ${ROUNDS} rounds)`);
await Promise.all([crowd.stop(), bare.stop()]);
await api.stop();
await database.drop();

/** Each call one step of the next student, in a direction that turns slowly. */
function walker(students) {
  const random = randomNumbers(7);
  const walkers = students.map((student) => ({ ...student, heading: random() * 2 * Math.PI }));
  let turn = 0;
  return () => {
    const walker = walkers[turn++ % walkers.length];
    walker.heading += random() - 0.5;
    const { heading, at, id, token } = walker;
    walker.at = destination(at, STEP_METRES * Math.cos(heading), STEP_METRES * Math.sin(heading));
    return { path: '/API/user/update/coordinates', body: { id, token, ...walker.at } };
  };
}
