#!/usr/bin/env node
/** `npm run simulate`: simulated students at a running server, until Ctrl-C. See `--help`. */
import { setTimeout as pause } from 'node:timers/promises';
import { requireSupportedNode } from './lib/node-version.mjs';
import { whenNpmDies } from './lib/parent.mjs';
import { Crowd, requireStandIn, UnfitServer } from './simulate/crowd.mjs';
import { Lines } from './simulate/lines.mjs';
import { readOptions, USAGE, WrongUsage } from './simulate/options.mjs';
import { Screen } from './simulate/screen.mjs';
import { tableLines } from './simulate/table.mjs';
import { Tally } from './simulate/tally.mjs';

/** npm passes a Ctrl-C on to a program that the terminal has told of it already. */
const SAME_SIGNAL_MS = 500;

requireSupportedNode();
// Whoever reads along may stop reading: `… | head`.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) process.stdout.write(USAGE);
  else await simulate(options);
} catch (error) {
  if (!(error instanceof WrongUsage || error instanceof UnfitServer)) throw error;
  console.error(error.message);
  if (error instanceof WrongUsage) console.error('See: npm run simulate -- --help');
  process.exitCode = error instanceof WrongUsage ? 2 : 1;
}

async function simulate(options) {
  await requireStandIn(options.url);
  const tally = new Tally();
  const crowd = new Crowd({
    ...options,
    note: (event) => {
      tally.note(event);
      view.note(event);
    },
  });
  await crowd.survey();
  const view = viewFor(options, crowd, tally);
  const ended = untilToldTo(options.seconds);
  view.begin();
  void crowd.gather();
  await ended;
  await crowd.leave();
  view.end();
  if (!options.json) console.log(tally.sum);
  // Connections that were on their way out would keep the process for a while.
  process.exit(0);
}

function viewFor({ quiet, json, url, students }, crowd, tally) {
  const { stdout, env } = process;
  if (quiet) return quietly;
  if (json || !stdout.isTTY) return new Lines({ json, write: (text) => stdout.write(text) });
  const began = performance.now();
  return new Screen(stdout, {
    colours: !env.NO_COLOR && env.TERM !== 'dumb',
    draw: (size, paint) => {
      const { walkers, buildings } = crowd;
      const seconds = (performance.now() - began) / 1000;
      return tableLines({ url, students, seconds, walkers, buildings, tally, ...size }, paint);
    },
  });
}

const quietly = {
  begin() {},
  note({ kind, who, reason }) {
    if (kind === 'trouble') console.error(`${who.id}: ${reason}`);
  },
  end() {},
};

/** Until so many seconds are over, or somebody says so; whoever says it twice does not wait. */
function untilToldTo(seconds) {
  return new Promise((resolve) => {
    let told;
    const obey = () => {
      const now = performance.now();
      if (now - told > SAME_SIGNAL_MS) process.exit(130);
      told ??= now;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, obey);
    whenNpmDies(obey);
    if (seconds !== undefined) void pause(seconds * 1000).then(resolve);
  });
}
