import { LIMITS } from '@perto/contract';
import type { Cell } from './csv';

/** Items that are looked through at once. */
const SEARCH_BATCH = 1000;

/** A kind of list: what its items are as lines of a file, and what leads from page to page. */
export interface List<Item> {
  /** As files and the record of admins' deeds call it. */
  readonly name: string;
  /** The parameter of the query that says where a page begins. */
  readonly cursor: 'after' | 'before';
  /** Items that a page has unless it is asked for more; a file has all of them. */
  readonly pageSize: number;
  readonly columns: Readonly<Record<string, (item: Item) => Cell>>;
}

/** What every list can be asked. */
export interface ListQuery {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly limit?: number | undefined;
  readonly format: 'json' | 'csv';
}

/** The same, once it is settled how many items are read at once. */
export type Sized<Query> = Query & { readonly limit: number };

/** A part of a list; `next` is the cursor of the next part, null at the end. */
export interface Part<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

/** Of `limit` + 1 items at most: the first `limit`, and whether there are more. */
export function partOf<Item>(items: Item[], limit: number, cursorOf: (item: Item) => string): Part<Item> {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown, next: items.length > limit && last !== undefined ? cursorOf(last) : null };
}

/**
 * Of a long list: those that fit, batch by batch. Databases do not agree on what an accent is, so it is looked
 * for here: so many items are looked through and no more, and a part can be short though there is a next one.
 */
export async function searched<Item>(
  following: (after: string | undefined, limit: number) => Promise<Item[]>,
  { after, limit }: { after?: string | undefined; limit: number },
  fits: (item: Item) => boolean,
  idOf: (item: Item) => string,
): Promise<Part<Item>> {
  const found: Item[] = [];
  let seen = after;
  for (let looked = 0; looked < LIMITS.searchedUsers; looked += SEARCH_BATCH) {
    const batch = await following(seen, SEARCH_BATCH);
    found.push(...batch.filter(fits));
    if (found.length > limit) return partOf(found, limit, idOf);
    const last = batch.at(-1);
    if (batch.length < SEARCH_BATCH || last === undefined) return { items: found, next: null };
    seen = idOf(last);
  }
  return { items: found, next: seen ?? null };
}

/** Of a list that is in memory: those in order of id after `after`, `limit` at most. */
export function partAfter(ids: readonly string[], after: string | undefined, limit: number): Part<string> {
  const left = after === undefined ? [...ids] : ids.filter((id) => id > after);
  return partOf(left.sort().slice(0, limit + 1), limit, (id) => id);
}
