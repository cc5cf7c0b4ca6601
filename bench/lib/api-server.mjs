/** The built server as a process of its own, told by `startProgram`; `FILL` people stand on the map already. */
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crowdAt, TORRE_NORTE } from './campus.mjs';

const require = createRequire(import.meta.url);
const built = '../../dist/apps/api/src';
require('reflect-metadata');
const { createApp } = require(`${built}/create-app.js`);
const { readConfig } = require(`${built}/platform/config.js`);
const { LiveMap } = require(`${built}/location/live-map.js`);

const directory = mkdtempSync(join(tmpdir(), 'perto-bench-'));
const app = await createApp(
  readConfig({ ...process.env, PORT: '0', DATA_DIR: directory, RATE_LIMITS: 'off', LOG_LEVEL: 'warn' }),
);
await app.listen(0, '127.0.0.1');

const map = app.get(LiveMap, { strict: false });
const people = Number(process.env.FILL ?? 0);
const since = Date.now();
crowdAt(TORRE_NORTE, people).forEach((at, index) => {
  map.stand(`filler-${index}`, { at, building: undefined, since });
  map.appear(`filler-${index}`, `Filler ${index}`, 50);
});

process.on('SIGTERM', async () => {
  await app.close();
  rmSync(directory, { recursive: true, force: true });
  process.exit(0);
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpuMicroseconds: user + system });
});
process.send({ url: await app.getUrl() });
