import { isId } from '@perto/contract';
import type { ActivityAsked } from '../console-api';

/** What the fields of the filter hold; empty leaves nothing out. `from` and `to` as `datetime-local` has them. */
export interface Filter {
  user: string;
  building: string;
  bot: string;
  from: string;
  to: string;
}

export const NO_FILTER: Filter = { user: '', building: '', bot: '', from: '', to: '' };
const NAMES = ['user', 'building', 'bot', 'from', 'to'] as const satisfies (keyof Filter)[];

/** The filter that an address names. What it cannot mean is left out. */
export function filterIn(query: { get(name: string): string | null }): Filter {
  const filter = { ...NO_FILTER };
  for (const name of NAMES) filter[name] = query.get(name) ?? '';
  for (const name of ['user', 'building', 'bot'] as const) if (!isId(filter[name])) filter[name] = '';
  for (const name of ['from', 'to'] as const) filter[name] = localOf(filter[name]);
  return filter;
}

/** The same filter as the parts of an address and of a question: instants, and only what is said. */
export function askedOf(filter: Filter): ActivityAsked {
  const asked: ActivityAsked = {};
  for (const name of ['user', 'building', 'bot'] as const)
    if (filter[name].trim()) asked[name] = filter[name].trim();
  for (const name of ['from', 'to'] as const) {
    const instant = instantOf(filter[name]);
    if (instant) asked[name] = instant;
  }
  return asked;
}

/** Fields that can match nothing: no such id can be, or the time ends before it begins. */
export function faultsOf(filter: Filter): readonly (keyof Filter)[] {
  const faults: (keyof Filter)[] = (['user', 'building', 'bot'] as const).filter(
    (name) => filter[name].trim() !== '' && !isId(filter[name].trim()),
  );
  const [from, to] = [instantOf(filter.from), instantOf(filter.to)];
  if (from && to && from > to) faults.push('to');
  return faults;
}

export function isEmpty(filter: Filter): boolean {
  return NAMES.every((name) => filter[name].trim() === '');
}

/** `2026-11-22T14:30` on the clock of the person, as an instant; undefined when it is none. */
function instantOf(local: string): string | undefined {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function localOf(instant: string): string {
  const at = new Date(instant);
  if (instant === '' || Number.isNaN(at.getTime())) return '';
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
