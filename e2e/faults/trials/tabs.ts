import { PATHS } from '@perto/contract';
import { CAMPUS, eventually } from '@perto/testkit';
import type { Client } from '../client';
import { connected, guests } from '../guests';
import { ask } from '../http';
import type { Result } from '../result';
import type { Stage } from '../stage';
import { inspect } from '../strike';

export interface TabScale {
  /** In how many of the 120 orders five tabs are closed. */
  orders: number;
  /** How long a closed tab may stay counted, in milliseconds. */
  noticedMs: number;
}

const TABS = 5;
const PEOPLE = 4;

/** Five tabs of one person, closed in every order: counted down one by one, online until the last. */
export async function fiveTabs(stage: Stage, { orders, noticedMs }: TabScale): Promise<Result> {
  const all = permutations(Array.from({ length: TABS }, (_, index) => index));
  const chosen = orders < all.length ? stage.random.some(all, orders) : all;
  const people = await guests(
    stage,
    Array.from({ length: PEOPLE }, (_, index) => `tabs-${index}`),
  );
  const violations: string[] = [];
  await Promise.all(
    people.map(async (first, person) => {
      const tabs = [first, ...Array.from({ length: TABS - 1 }, () => first.beside())];
      stage.guests.push(...tabs.slice(1));
      for (const order of chosen.filter((_, index) => index % PEOPLE === person))
        await closeIn(stage, tabs, order, noticedMs).catch((error: unknown) =>
          violations.push(`In the order ${order.join()}: ${String(error)}`),
        );
    }),
  );
  const found = await inspect(stage);
  return {
    fault: 'five tabs closed in all orders',
    recoveries: [],
    ...found,
    trials: chosen.length,
    violations: [...violations, ...found.violations],
  };
}

async function closeIn(
  stage: Stage,
  tabs: readonly Client[],
  order: readonly number[],
  noticedMs: number,
): Promise<void> {
  for (const tab of tabs) tab.open();
  await connected(tabs);
  const { id } = tabs[0] ?? { id: '' };
  for (const [closed, index] of order.entries()) {
    tabs[index]?.close();
    const left = TABS - closed - 1;
    await eventually(
      `${left} tabs are counted`,
      async () => {
        const [row] = await stage.rows<{ counter: number; online: number }>(
          'SELECT counter, online FROM user WHERE id = ?',
          [id],
        );
        return row?.counter === left && row.online === (left > 0 ? 1 : 0);
      },
      noticedMs,
    );
    if ((await isListed(stage, id)) !== left > 0) throw new Error(`listed wrongly with ${left} tabs left`);
  }
}

async function isListed(stage: Stage, id: string): Promise<boolean> {
  const { asker } = stage.probe;
  const body = { ...CAMPUS.torreNorte, id: asker.id, radious: 50 };
  const { json } = await ask(stage.api.url + PATHS.showRange, asker.token, body);
  return Array.isArray(json) && json.includes(id);
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}
