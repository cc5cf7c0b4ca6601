import { destination } from '../../tools/simulate/plane.mjs';
import { randomNumbers } from '../../tools/simulate/random.mjs';
import { Student } from '../../tools/simulate/student.mjs';
import { Tab } from '../../tools/simulate/tab.mjs';
import { crowdAt, TORRE_NORTE } from '../lib/campus.mjs';

/** Far enough to write to whoever is in the middle. Metres. */
const REACH = 300;

/** People around the page, who walk about and write to whoever is at it. */
export class Neighbours {
  #random = randomNumbers(2026);

  constructor(people) {
    this.people = people;
  }

  static async arrive(url, count) {
    const people = [];
    for (const [index, home] of crowdAt(TORRE_NORTE, count).entries()) {
      const student = await Student.signIn(url, `ist${300_000 + index}`);
      await student.stand(home);
      await student.look(REACH);
      people.push({ student, home, tab: await Tab.open(student) });
    }
    return new Neighbours(people);
  }

  /** Some of them go somewhere else near their home. */
  walk(count) {
    return this.#some(count, ({ home }) =>
      destination(home, (this.#random() - 0.5) * 40, (this.#random() - 0.5) * 40),
    );
  }

  /** Everybody is where they were at first. */
  goHome() {
    return this.#some(this.people.length, ({ home }) => home);
  }

  write(turn, to) {
    const { student } = this.people[turn % this.people.length];
    return student.write([to], `Mensagem ${turn}: https://example.org/${turn} 🙂`);
  }

  leave() {
    for (const { tab } of this.people) tab.close();
  }

  async #some(count, placeOf) {
    const start = Math.floor(this.#random() * this.people.length);
    for (let turn = 0; turn < count; turn++) {
      const person = this.people[(start + turn) % this.people.length];
      await person.student.stand(placeOf(person));
    }
  }
}
