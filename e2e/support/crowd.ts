import { destination } from '@perto/geo';
import { Student, type Tab } from '@perto/testkit';
import type { Position } from './visitor';

/** Signed in at once: more would only queue up at the server. */
const TOGETHER = 40;

/** Students around a place, online, each in one tab. */
export class Crowd {
  private constructor(
    readonly students: readonly Student[],
    private readonly tabs: readonly Tab[],
  ) {}

  /** Signs these people in, where each of them stands; `known` comes between that and their being online. */
  static async gather(
    url: string,
    people: readonly { id: string; at: Position }[],
    known?: () => Promise<void>,
  ): Promise<Crowd> {
    const students = await inBatches(people, async ({ id, at }) => {
      const student = await Student.signIn(url, id);
      await student.stand(at);
      return student;
    });
    await known?.();
    return new Crowd(students, await inBatches(students, (student) => student.open()));
  }

  /** @throws Error when nobody of that id is here */
  student(id: string): Student {
    const found = this.students.find((student) => student.id === id);
    if (!found) throw new Error(`${id} is not in the crowd`);
    return found;
  }

  leave(): void {
    for (const tab of this.tabs) tab.close();
  }
}

/**
 * So many made-up people within so many metres of a place, evenly spread, the same each time.
 *
 * Ids are of the real form, so the stand-in gives them names as people have.
 */
export function scattered(
  centre: Position,
  count: number,
  withinMetres: number,
  firstId = 200_000,
): { id: string; at: Position }[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, index) => {
    const distance = withinMetres * Math.sqrt((index + 0.5) / count);
    const angle = index * golden;
    return {
      id: `ist${firstId + index}`,
      at: destination(centre, distance * Math.cos(angle), distance * Math.sin(angle)),
    };
  });
}

async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let first = 0; first < items.length; first += TOGETHER)
    results.push(...(await Promise.all(items.slice(first, first + TOGETHER).map(work))));
  return results;
}
