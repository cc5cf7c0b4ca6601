/**
 * `show/range` among 100,000 users against 1,000 at the same local density.
 *
 * Run: node bench/show-range.mjs (after `npx nx build api`)
 */
import { TORRE_NORTE } from './lib/campus.mjs';
import { load, median, print } from './lib/load.mjs';
import { startProgram } from './lib/programs.mjs';

const ROUNDS = 5;
const SECONDS = 3;

const environment = { DATABASE_URL: undefined, AMQP_URL: undefined };
const sizes = [1000, 100_000];
const servers = [];
for (const people of sizes) {
  const server = await startProgram('lib/api-server.mjs', { ...environment, FILL: String(people) });
  const crowd = await startProgram('lib/crowd.mjs', { URL: server.ready.url, PEOPLE: '1', TOGETHER: 'yes' });
  const [{ id, token }] = crowd.ready;
  const body = { id, token, ...TORRE_NORTE, radious: 100 };
  servers.push({ server, crowd, next: () => ({ path: '/API/user/show/range', body }) });
  const answer = await fetch(`${server.ready.url}/API/user/show/range`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  console.log(`show/range, ${people} users: ${(await answer.json()).length} within 100 m`);
}

const ratios = [];
for (let round = 0; round < ROUNDS; round++) {
  const results = [];
  for (const [index, { server, next }] of servers.entries()) {
    results.push(await load({ url: server.ready.url, connections: 10, seconds: SECONDS, next }));
    print(`${sizes[index]} users`, results[index]);
  }
  ratios.push(results[0].requestsPerSecond / results[1].requestsPerSecond);
}
console.log(`  ratio: ${median(ratios).toFixed(2)} × the time among 1,000 (median of ${ROUNDS} rounds)`);
for (const { crowd, server } of servers) {
  await crowd.stop();
  await server.stop();
}
