import type { Result } from '../result';
import type { Stage } from '../stage';
import { deleteQueue, poison } from './broker-mishaps';
import { flapping, neverReturn, silentClients, slowReader, type ClientScale } from './clients';
import { brokerAwayForLong, freeze, kill, killEverything, memoryAlarm, type Scale } from './outages';
import { diskFull, orderlyStop, secondProcess } from './processes';
import { fiveTabs, type TabScale } from './tabs';

export type TrialScale = Scale & ClientScale & TabScale;
export type Trial = (stage: Stage, scale: TrialScale) => Promise<Result>;

/** Kills of single parts: a long run does many of them, at random. */
export const KILLS = {
  'kill-api': kill('api'),
  'kill-broker': kill('broker'),
  'kill-database': kill('database'),
} satisfies Record<string, Trial>;

/** Everything that is tried on a server under load, by the name that the command line has for it. */
export const TRIALS: Readonly<Record<string, Trial>> = {
  ...KILLS,
  'freeze-api': freeze('api'),
  'freeze-broker': freeze('broker'),
  'freeze-database': freeze('database'),
  'delete-queue': deleteQueue,
  poison,
  'memory-alarm': memoryAlarm,
  'second-process': secondProcess,
  stop: orderlyStop,
  tabs: fiveTabs,
  flapping,
  'silent-clients': silentClients,
  'slow-reader': slowReader,
  'kill-everything': killEverything,
  'never-return': neverReturn,
  'broker-away': brokerAwayForLong,
};

/** These need a database on a volume that can be filled, so they have a stage of their own. */
export const DISK_TRIALS: Readonly<Record<string, Trial>> = { 'disk-full': diskFull };
export const DISK_MEGABYTES = 300;
