import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@perto/testkit';
import type { Result } from '../result';
import type { Stage } from '../stage';
import { inspect, strike, type Bounds } from '../strike';

const LONG_TEXT = 'x'.repeat(1900);
const FULL_MS = 60_000;
/** What the server promises for an orderly stop. */
const STOP_MS = 10_000;

/** A second server on the same database is refused with the reason, and the first goes on. */
export async function secondProcess(stage: Stage): Promise<Result> {
  const misdeeds: string[] = [];

  const end = await stage.api.second();

  if (!end) misdeeds.push('The second process serves');
  else if (end.code === 0 || !/another perto process/i.test(end.output))
    misdeeds.push(`The second process ended with ${end.code} and said: ${end.output}`);
  const found = await inspect(stage);
  return {
    fault: 'a second process on one database',
    recoveries: [],
    ...found,
    violations: [...misdeeds, ...found.violations],
  };
}

/** SIGTERM under load and a new start: nothing that was acknowledged is lost by it. */
export async function orderlyStop(stage: Stage, bounds: Bounds): Promise<Result> {
  let took = 0;
  const result = await strike(
    stage,
    {
      name: 'orderly stop and new start of the server',
      away: async () => {
        took = await stage.api.stop();
      },
      back: () => stage.api.start(),
      lasts: 0,
      silent: true,
    },
    bounds,
  );
  result.remarks.push(`it stopped in ${took} ms`);
  if (took > STOP_MS) result.violations.push(`It took ${took} ms to stop`);
  return result;
}

/** The volume of the database is full: nothing is stored, everything is answered, and it goes on by itself. */
export async function diskFull(stage: Stage, bounds: Bounds): Promise<Result> {
  const { database } = stage.services;
  const { probe } = stage;
  let refusedAt: number | undefined;
  const result = await strike(
    stage,
    {
      name: 'disk of the database full',
      away: async () => {
        await database.fill();
        const filledAt = Date.now();
        // Space that its files have already is used up first.
        await eventually(
          'a message is refused',
          async () => {
            for (let count = 0; count < 10; count++) stage.load.talk(LONG_TEXT);
            await pause(50);
            const refused = probe
              .between(filledAt, Date.now(), 'send')
              .find(({ outcome }) => outcome !== 201);
            refusedAt = refused && refused.at - filledAt;
            return refused !== undefined;
          },
          FULL_MS,
        );
      },
      back: () => database.empty(),
      lasts: 5000,
    },
    bounds,
  );
  result.remarks.push(`the first message was refused ${refusedAt} ms after the disk was full`);
  return result;
}
