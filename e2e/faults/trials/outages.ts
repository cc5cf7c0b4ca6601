import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../result';
import type { Stage } from '../stage';
import { strike, type Bounds, type Fault } from '../strike';

/** How long things last in a run, and how much they may cost. */
export interface Scale extends Bounds {
  /** A killed part stays away for up to this long, in milliseconds. */
  awayMs: number;
  /** A frozen part stays so for this long, in milliseconds. */
  frozenMs: number;
  /** The broker's long absence, in milliseconds. */
  brokerAwayMs: number;
}

const MEGABYTE = 1024 * 1024;
/** What the server may grow by while the broker is away. */
const GROWTH_BYTES = 20 * MEGABYTE;
/** The first minutes of a process fill its heap; the garbage of a minute or two goes at once. */
const WARM_MS = 60_000;
const MEASURED_MS = 100_000;

export type Part = 'api' | 'broker' | 'database';

/** SIGKILL at a random instant, and a new start. */
export function kill(part: Part) {
  return (stage: Stage, scale: Scale): Promise<Result> => {
    const { api } = stage;
    const service = part === 'api' ? api : stage.services[part];
    return strike(
      stage,
      {
        name: `kill -9 of the ${TITLES[part]}`,
        away: () => service.kill(),
        back: () => service.start(),
        // A supervisor starts the server again at once.
        lasts: part === 'api' ? 0 : stage.random.between(0, scale.awayMs),
        ...needs(part),
      },
      scale,
    );
  };
}

/** SIGSTOP, and SIGCONT after a while. */
export function freeze(part: Part) {
  return (stage: Stage, scale: Scale): Promise<Result> => {
    const { api } = stage;
    const service = part === 'api' ? api : stage.services[part];
    return strike(
      stage,
      {
        name: `${TITLES[part]} frozen`,
        away: async () => service.freeze(),
        back: async () => service.thaw(),
        lasts: scale.frozenMs,
        ...needs(part),
        ...(part === 'broker' ? { refused: ['send'] } : {}),
      },
      scale,
    );
  };
}

/** The broker says that it has too little memory, and takes nothing. */
export function memoryAlarm(stage: Stage, scale: Scale): Promise<Result> {
  const { broker } = stage.services;
  return strike(
    stage,
    {
      name: 'memory alarm of the broker',
      away: async () => void (await broker.control('set_vm_memory_high_watermark', '0.000001')),
      back: async () => void (await broker.control('set_vm_memory_high_watermark', 'absolute', '1GB')),
      lasts: scale.refusalMs + scale.awayMs,
      alive: needs('broker').alive,
      refused: ['send'],
    },
    scale,
  );
}

/** The broker is away for minutes: the server must not hoard what it cannot deliver. */
export async function brokerAwayForLong(stage: Stage, scale: Scale): Promise<Result> {
  const { broker } = stage.services;
  await pause(WARM_MS);
  const before = await lowestMemory(stage);
  let after = before;
  const result = await strike(
    stage,
    {
      name: `broker away for ${Math.round(scale.brokerAwayMs / 1000)} s`,
      away: () => broker.kill(),
      back: async () => {
        after = await lowestMemory(stage);
        await broker.start();
      },
      lasts: scale.brokerAwayMs - MEASURED_MS,
      alive: needs('broker').alive,
      refused: ['send'],
    },
    scale,
  );
  const growth = after - before;
  result.remarks.push(`the server grew by ${(growth / MEGABYTE).toFixed(1)} MB`);
  if (growth > GROWTH_BYTES)
    result.violations.push(`The server grew by ${(growth / MEGABYTE).toFixed(1)} MB`);
  return result;
}

/** All three at once, as in a power cut; supervisors start all of them at once. */
export function killEverything(stage: Stage, scale: Scale): Promise<Result> {
  const { api } = stage;
  const { broker, database } = stage.services;
  const everything: Fault = {
    name: 'kill -9 of everything at once',
    away: async () => void (await Promise.all([api.kill(), broker.kill(), database.kill()])),
    back: async () => void (await Promise.all([broker.start(), database.start(), api.startUntilItServes()])),
    lasts: stage.random.between(0, scale.awayMs),
    silent: true,
  };
  return strike(stage, everything, scale);
}

const TITLES: Record<Part, string> = { api: 'server', broker: 'broker', database: 'database' };

function needs(part: Part): Pick<Fault, 'silent' | 'alive'> {
  if (part === 'api') return { silent: true };
  return part === 'broker' ? { alive: ['look around', 'move', 'history'] } : {};
}

/** The least resident memory in a while: what is in use, without the garbage that comes and goes. */
async function lowestMemory(stage: Stage): Promise<number> {
  let lowest = Infinity;
  for (let passed = 0; passed < MEASURED_MS; passed += 500) {
    lowest = Math.min(lowest, stage.api.memory);
    await pause(500);
  }
  return lowest;
}
