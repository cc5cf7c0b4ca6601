import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './client';
import type { Asked, Sample } from './probe';
import type { Result } from './result';
import type { Stage } from './stage';

/** No answer may take longer than this; what does hangs. */
const HANG_MS = 5000;
/** People who leave in different ways while a part is away. */
const LEAVERS = 3;

/** Something that happens to a server, and what it may cost while it lasts. */
export interface Fault {
  name: string;
  /** Brings it about, and ends it; the server is to be whole again some time after that. */
  away(): Promise<void>;
  back(): Promise<void>;
  /** Milliseconds between the two. */
  lasts: number;
  /** The server itself is away: then nothing can be asked of it. */
  silent?: boolean;
  /** What must go on meanwhile. */
  alive?: readonly Asked[];
  /** What must be refused meanwhile, once that is noticed. */
  refused?: readonly Asked[];
}

export interface Bounds {
  /** The slowest 503 that is borne, in milliseconds. */
  refusalMs: number;
}

/** Brings a fault about under load, at some moment, and looks at everything that must hold. */
export async function strike(stage: Stage, fault: Fault, bounds: Bounds): Promise<Result> {
  const { probe, random } = stage;
  const leavers = random.some(stage.load.present, LEAVERS);
  await pause(random.between(500, 2000));

  const awayAt = Date.now();
  leavers[0]?.close();
  await fault.away();
  leavers[1]?.close();
  await pause(fault.lasts);
  leavers[2]?.vanish();
  const endsAt = Date.now(); // from here on it may be over at any moment
  await fault.back();
  const backAt = Date.now();

  const violations: string[] = [];
  const recoveries = await probe.recovered(backAt).then(
    (milliseconds) => [milliseconds],
    () => {
      violations.push(`No message arrived again: ${lastOutcomes(probe.samples)}`);
      return [];
    },
  );
  const found = await inspect(stage, leavers);
  const answers = fault.silent ? [] : probe.between(awayAt, backAt);
  return {
    fault: fault.name,
    recoveries,
    ...found,
    ...slowestOf(answers),
    violations: [
      ...violations,
      ...found.violations,
      ...complaints(answers, { awayAt, endsAt }, fault, bounds),
    ],
  };
}

/** Waits until the server is whole, then looks for what is lost, doubled, a ghost, or said that must not be. */
export async function inspect(
  stage: Stage,
  leavers: readonly Client[] = [],
): Promise<Omit<Result, 'fault' | 'recoveries'>> {
  const { ledger, load, api } = stage;
  load.pause();
  const violations: string[] = [];
  await load.settled().catch((error: unknown) => violations.push(String(error)));
  const lost = ledger.missing();
  ledger.writeOff();
  const doubled = ledger.doubled.splice(0);
  const ghosts = await stage.ghosts();
  const disordered = ledger.disordered.splice(0);
  violations.push(
    ...[...lost, ...doubled, ...ghosts, ...disordered].slice(0, 12),
    ...ledger.misdeeds.splice(0).slice(0, 5),
    ...api.misdeeds.splice(0),
  );
  for (const client of leavers) client.open();
  await load.complete().catch((error: unknown) => violations.push(`After coming back: ${String(error)}`));
  stage.resume();
  return {
    trials: 1,
    lost: lost.length,
    doubled: doubled.length,
    ghosts: ghosts.length,
    violations,
    remarks: [],
  };
}

function slowestOf(answers: readonly Sample[]): { slowestRefusal?: number } {
  const refusals = answers.filter(({ outcome }) => outcome === 503).map(({ milliseconds }) => milliseconds);
  return refusals.length ? { slowestRefusal: Math.max(...refusals) } : {};
}

function complaints(
  answers: readonly Sample[],
  { awayAt, endsAt }: { awayAt: number; endsAt: number },
  { alive = [], refused = [] }: Fault,
  { refusalMs }: Bounds,
): string[] {
  const told = ({ of, at, outcome, milliseconds }: Sample) =>
    `${of}, asked ${at - awayAt} ms after the fault: ${outcome} after ${Math.round(milliseconds)} ms`;
  const unforeseen = answers.filter(
    ({ outcome }) => outcome === 'lost' || (typeof outcome === 'number' && outcome >= 500 && outcome !== 503),
  );
  const hanging = answers.filter(({ milliseconds }) => milliseconds > HANG_MS);
  const slow = answers.filter(({ outcome, milliseconds }) => outcome === 503 && milliseconds > refusalMs);
  const missed = answers.filter(
    ({ of, outcome }) => alive.includes(of) && typeof outcome === 'number' && outcome >= 400,
  );
  const noticed = answers.filter(
    ({ at, of, milliseconds }) =>
      refused.includes(of) && at > awayAt + refusalMs && at + milliseconds < endsAt,
  );
  const accepted = noticed.filter(({ outcome }) => outcome !== 503);
  return [
    ...examples('never to be answered so', unforeseen, told),
    ...examples('hangs', hanging, told),
    ...examples('refused too slowly', slow, told),
    ...examples('does not go on', missed, told),
    ...examples('not refused', accepted, told),
  ];
}

function examples(what: string, samples: readonly Sample[], told: (sample: Sample) => string): string[] {
  if (samples.length === 0) return [];
  const kinds = [...new Set(samples.map(({ of }) => of))].map(
    (kind) => `${kind} ${samples.filter(({ of }) => of === kind).length}`,
  );
  return [`${what} (${kinds.join(', ')}): ${samples.slice(0, 3).map(told).join('; ')}`];
}

const lastOutcomes = (samples: readonly Sample[]): string =>
  samples
    .slice(-4)
    .map(({ of, outcome }) => `${of} ${outcome}`)
    .join(', ');
