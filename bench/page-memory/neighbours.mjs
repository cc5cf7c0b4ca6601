import { crowdAt, destination, randomNumbers, TORRE_NORTE } from '../lib/campus.mjs';
import { openTab, post, signIn } from '../lib/student.mjs';

/** Far enough to write to whoever is in the middle. Metres. */
const REACH = 300;

/** People around the page, who walk about and write to whoever is at it. */
export class Neighbours {
  #random = randomNumbers(2026);

  constructor(url, people) {
    this.url = url;
    this.people = people;
  }

  static async arrive(url, count) {
    const people = [];
    for (const [index, home] of crowdAt(TORRE_NORTE, count).entries()) {
      const { id, token } = await signIn(url, `ist${300_000 + index}`);
      await post(url, '/API/user/update/coordinates', { id, token, ...home });
      await post(url, '/API/user/update/range', { id, token, radious: REACH });
      people.push({ id, token, home, socket: await openTab(url, { id, token }) });
    }
    return new Neighbours(url, people);
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
    const { id, token } = this.people[turn % this.people.length];
    const message = `Mensagem ${turn}: https://example.org/${turn} 🙂`;
    return post(this.url, '/API/user/message/send', { id, token, users: [to], message });
  }

  leave() {
    for (const { socket } of this.people) socket.disconnect();
  }

  async #some(count, placeOf) {
    const start = Math.floor(this.#random() * this.people.length);
    for (let turn = 0; turn < count; turn++) {
      const person = this.people[(start + turn) % this.people.length];
      const { id, token } = person;
      await post(this.url, '/API/user/update/coordinates', { id, token, ...placeOf(person) });
    }
  }
}
