/** The long run, compiled and started by tools/faults.mjs; see there for its options. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from './random';
import { table, together, type Result } from './result';
import { Stage } from './stage';
import { DISK_MEGABYTES, DISK_TRIALS, KILLS, TRIALS, type Trial, type TrialScale } from './trials';

type Named = [name: string, trial: Trial];

const scale: TrialScale = {
  refusalMs: 2000,
  awayMs: 4000,
  frozenMs: 30_000,
  brokerAwayMs: 300_000,
  slowMs: 60_000,
  flapMs: 10_000,
  abandoned: 2000,
  orders: 120,
  noticedMs: 3_000,
};

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    trials: { type: 'string', default: [...Object.keys(TRIALS), ...Object.keys(DISK_TRIALS)].join() },
    kills: { type: 'string', default: '100' },
    clients: { type: 'string', default: '200' },
    log: { type: 'string', default: '' },
    minutes: { type: 'string', default: '180' },
  },
});

async function main(): Promise<number> {
  const random = new Random(Number(options.seed));
  const end = Date.now() + Number(options.minutes) * 60_000;
  const names = options.trials.split(',');
  const unknown = names.filter((name) => !(name in TRIALS) && !(name in DISK_TRIALS));
  if (unknown.length) throw new Error(`There is no trial ${unknown.join()}`);
  say(`seed ${options.seed}`);

  const results: Result[] = [];
  const run = async (volume: { volumeMegabytes?: number }, trials: readonly Named[]) => {
    if (trials.length === 0) return;
    const stage = await Stage.set({
      program: join(__dirname, '../../apps/api/src/main.js'),
      clients: Number(options.clients),
      rates: { moves: 40, messages: 20 },
      random,
      log: options.log,
      ...volume,
    });
    say('everybody is there');
    for (const [name, trial] of trials) {
      if (Date.now() > end) break;
      const result = await trial(stage, scale).catch((error: unknown) => brokenOff(name, error));
      say([result.fault, recovery(result), ...result.remarks].join('; '));
      for (const violation of result.violations) say(`  VIOLATION ${violation}`);
      results.push(result);
    }
    say(`${stage.ledger.total('repeats')} messages came again and were put aside`);
    await stage.clear();
    const late = stage.api.misdeeds;
    if (late.length) results.push(brokenOff('the end', late.join('\n')));
  };

  await run({}, chosen(names, random));
  await run({ volumeMegabytes: DISK_MEGABYTES }, named(DISK_TRIALS, names));
  console.log(`\n${table(together(results))}\n`);
  const violations = results.flatMap((result) => result.violations.map((text) => `${result.fault}: ${text}`));
  console.log(violations.length ? `VIOLATIONS\n${violations.join('\n')}` : 'Everything held.');
  return violations.length ? 1 : 0;
}

/** A trial that came to no end: what it would have found is not known. */
function brokenOff(fault: string, why: unknown): Result {
  return {
    fault,
    trials: 1,
    lost: 0,
    doubled: 0,
    ghosts: 0,
    recoveries: [],
    violations: [String(why)],
    remarks: [],
  };
}

/** The trials of these names, with as many kills as were asked for, in random order, among them. */
function chosen(names: readonly string[], random: Random): Named[] {
  const kills = named(KILLS, names);
  const many = kills.length ? Array.from({ length: Number(options.kills) }, () => random.pick(kills)) : [];
  return [...many, ...named(TRIALS, names).filter(([name]) => !(name in KILLS))];
}

function named(trials: Readonly<Record<string, Trial>>, names: readonly string[]): Named[] {
  return Object.entries(trials).filter(([name]) => names.includes(name));
}

function recovery({ recoveries }: Result): string {
  return recoveries.length
    ? `back after ${recoveries.map((time) => `${Math.round(time)} ms`).join()}`
    : 'held';
}

function say(text: string): void {
  console.log(`[${new Date().toISOString().slice(11, 19)}] ${text}`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
