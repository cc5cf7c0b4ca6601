import { join } from 'node:path';
import { Random } from './random';
import { Stage } from './stage';
import { TRIALS, type TrialScale } from './trials';
import { ROOT } from './workspace';

/** Short, and with bounds that a busy machine keeps; `tools/faults.mjs` does the same at length. */
const scale: TrialScale = {
  refusalMs: 4000,
  awayMs: 1000,
  frozenMs: 5000,
  brokerAwayMs: 0, // only in the long run
  slowMs: 4000,
  flapMs: 2000,
  abandoned: 100,
  orders: 8,
  noticedMs: 10_000,
};

const LONG_RUN_ONLY = ['broker-away', 'freeze-api', 'never-return', 'silent-clients', 'slow-reader'];
const SET_MS = 120_000;
const TRIAL_MS = 120_000;

const describeWhereServersCanBeKilled = process.env['TEST_FAULTS'] ? describe : describe.skip;

describeWhereServersCanBeKilled(
  'under load, nothing is lost, shown twice or a ghost, and all heals by itself',
  () => {
    const seed = Date.now() % 1_000_000;
    let stage: Stage;

    beforeAll(async () => {
      stage = await Stage.set({
        program: join(ROOT, 'dist/apps/api/src/main.js'),
        clients: 30,
        rates: { moves: 10, messages: 8 },
        random: new Random(seed),
      });
    }, SET_MS);

    afterAll(() => stage?.clear(), SET_MS);

    it.each(Object.keys(TRIALS).filter((name) => !LONG_RUN_ONLY.includes(name)))(
      `%s (seed ${seed})`,
      async (name) => {
        const result = await TRIALS[name]?.(stage, scale);

        expect(result?.violations).toEqual([]);
      },
      TRIAL_MS,
    );
  },
);
