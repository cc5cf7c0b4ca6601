import { setTimeout as pause } from 'node:timers/promises';
import { CAMPUS, eventually } from '@perto/testkit';
import type { Client } from '../client';
import { connected, guests } from '../guests';
import type { Result } from '../result';
import type { Stage } from '../stage';
import { inspect } from '../strike';

export interface ClientScale {
  /** How long a slow client stays slow, and a restless one restless, in milliseconds. */
  slowMs: number;
  flapMs: number;
  /** Sessions whose clients never come back. */
  abandoned: number;
}

const MEGABYTE = 1024 * 1024;
const SLOW_BYTES_PER_SECOND = 1024;
const GROWTH_BYTES = 20 * MEGABYTE;
/** One of the longest messages. */
const LONG_TEXT = 'x'.repeat(1800);
const SESSIONS_PER_USER = 50;
const FLAP_MS = 100;
/** One `new_movement` in this time at most. */
const MOVEMENT_WINDOW_MS = 250;
/** A broken connection is told after 5 s, and a session's end within seconds. */
const CLEARED_MS = 30_000;

/** Somebody reads 1 KB a second while others write much to them. */
export async function slowReader(stage: Stage, { slowMs }: ClientScale): Promise<Result> {
  const { api, ledger, probe } = stage;
  const line = await stage.line();
  const [slow, writer] = await guests(stage, ['slow', 'writer']);
  slow.open(line.url);
  writer.open();
  await connected([slow, writer]);
  const before = api.memory;

  line.throttle(SLOW_BYTES_PER_SECOND);
  const begun = Date.now();
  for (let count = 0; count < slowMs / FLAP_MS; count++) {
    writer.write([slow.id], LONG_TEXT);
    await pause(FLAP_MS);
  }
  const answers = probe.between(begun, Date.now());
  const growth = api.memory - before;
  line.throttle(Infinity);

  const found = await inspect(stage);
  for (const guest of [slow, writer]) guest.giveUp(); // what was still to be sent would find nobody any more
  line.cut();
  const refused = answers.filter(({ outcome }) => typeof outcome !== 'number' || outcome >= 400);
  const slowest = Math.max(...answers.map(({ milliseconds }) => milliseconds));
  return {
    fault: 'a client that reads 1 KB/s',
    recoveries: [],
    ...found,
    violations: [
      ...found.violations,
      ...(refused.length
        ? [`${refused.length} requests of others failed, such as ${refused[0]?.outcome}`]
        : []),
      ...(growth > GROWTH_BYTES ? [`The server grew by ${(growth / MEGABYTE).toFixed(1)} MB`] : []),
    ],
    remarks: [
      `the server grew by ${(growth / MEGABYTE).toFixed(1)} MB; others' slowest answer ${Math.round(slowest)} ms; ` +
        `${ledger.total('reloads')} reloads so far`,
    ],
  };
}

/** Clients that keep their connection and say nothing, not even to pings. */
export async function silentClients(stage: Stage): Promise<Result> {
  const line = await stage.line();
  const [deaf, cutOff] = await guests(stage, ['deaf', 'cut-off']);
  deaf.open();
  cutOff.open(line.url);
  await connected([deaf, cutOff]);

  deaf.fallSilent();
  line.silence();
  cutOff.vanish();

  // Whoever is not gone from the lists in 20 s is a ghost.
  const found = await inspect(stage);
  line.cut();
  return { fault: 'clients that never answer pings', recoveries: [], ...found };
}

/** Somebody's connection breaks ten times a second, then their tab is closed and opened as often. */
export async function flapping(stage: Stage, { flapMs }: ClientScale): Promise<Result> {
  const witness = stage.probe.reader;
  const [restless] = await guests(stage, ['restless']);
  restless.open();
  await connected([restless]);
  stage.load.pause();
  await stage.load.settled();
  await pause(1000);

  const heardByBreaking = await heardWhile(witness, flapMs, () => restless.flicker());
  await connected([restless]);
  await pause(1000);
  let open = true;
  const heardByClosing = await heardWhile(witness, flapMs, () => {
    if (open) restless.close();
    else restless.open();
    open = !open;
  });
  if (restless.present) restless.close();

  const found = await inspect(stage);
  const mostByClosing = flapMs / MOVEMENT_WINDOW_MS + 2;
  return {
    fault: 'a client that flaps ten times a second',
    recoveries: [],
    ...found,
    violations: [
      ...found.violations,
      ...(heardByBreaking > 2 ? [`A neighbour was told ${heardByBreaking} times of breaks under 5 s`] : []),
      ...(heardByClosing > mostByClosing
        ? [`A neighbour was told ${heardByClosing} times in ${flapMs} ms`]
        : []),
    ],
    remarks: [
      `a neighbour heard ${heardByBreaking} events of breaks, ${heardByClosing} of tabs closed and opened`,
    ],
  };
}

/** Sessions whose clients vanish and never come back. */
export async function neverReturn(stage: Stage, { abandoned }: ClientScale): Promise<Result> {
  const people = Math.ceil(abandoned / SESSIONS_PER_USER);
  const queues = async () =>
    (await stage.services.broker.control('list_queues', '--no-table-headers', 'name')).trim().split('\n')
      .length;
  const baseline = await queues();
  const memory = stage.api.memory;
  const first = await guests(
    stage,
    Array.from({ length: people }, (_, index) => `abandoned-${index}`),
    CAMPUS.meadow,
  );
  const tabs = [...first];
  while (tabs.length < abandoned) {
    const person = first[tabs.length % people];
    if (person) tabs.push(person.beside());
  }
  for (let opened = 0; opened < tabs.length; opened += 50) {
    const some = tabs.slice(opened, opened + 50);
    for (const tab of some) tab.open();
    await connected(some);
  }
  const most = await queues();

  for (const tab of tabs) tab.vanish();
  const violations = most < abandoned ? [`${most} queues for ${abandoned} sessions`] : [];
  let left = most;
  await eventually(
    'queues are back to the baseline',
    async () => {
      await pause(500);
      left = await queues();
      return left <= baseline;
    },
    CLEARED_MS,
  ).catch((error: unknown) =>
    violations.push(`${String(error)}: ${left} of ${most} are left, ${baseline} before`),
  );
  const found = await inspect(stage);
  const growth = ((stage.api.memory - memory) / MEGABYTE).toFixed(1);
  return {
    fault: `${abandoned} sessions that never return`,
    recoveries: [],
    ...found,
    violations: [...violations, ...found.violations],
    remarks: [
      `${baseline} queues, ${most} with all sessions, ${left} afterwards; the server grew by ${growth} MB`,
    ],
  };
}

async function heardWhile(witness: Client, milliseconds: number, work: () => void): Promise<number> {
  const before = witness.movements;
  for (let passed = 0; passed < milliseconds; passed += FLAP_MS) {
    work();
    await pause(FLAP_MS);
  }
  return witness.movements - before;
}
