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

  /** Signs these people in, where each of them stands. */
  static async gather(url: string, people: readonly { id: string; at: Position }[]): Promise<Crowd> {
    const arrived: { student: Student; tab: Tab }[] = [];
    for (let first = 0; first < people.length; first += TOGETHER) {
      const batch = people.slice(first, first + TOGETHER);
      arrived.push(
        ...(await Promise.all(
          batch.map(async ({ id, at }) => {
            const student = await Student.signIn(url, id);
            await student.stand(at);
            return { student, tab: await student.open() };
          }),
        )),
      );
    }
    return new Crowd(
      arrived.map(({ student }) => student),
      arrived.map(({ tab }) => tab),
    );
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
