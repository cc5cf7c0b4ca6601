import { setTimeout as pause } from 'node:timers/promises';
import { randomNumbers } from './random.mjs';
import { ask, Student } from './student.mjs';
import { Walk } from './walk.mjs';
import { Walker } from './walker.mjs';

/** Students who arrive each second, and who are on their way in or out at once. */
const ARRIVALS_A_SECOND = 20;
const AT_ONCE = 20;
/** Whoever could not leave by then is left to the server, which notices. */
const LEAVING_MS = 5000;

/** A server that this must not be done to, or that is none. */
export class UnfitServer extends Error {}

/**
 * Makes sure that a server is there, and that whoever is made up there harms nobody.
 *
 * @param {string} url
 * @throws UnfitServer that says what is wrong
 */
export async function requireStandIn(url) {
  let settings;
  try {
    settings = await ask(url, '/API/settings');
  } catch (error) {
    const reason = error.status ? `it answers ${error.status}` : (error.cause?.message ?? error.message);
    throw new UnfitServer(`There is no Perto at ${url} (${reason}). Start one with npm start.`);
  }
  if (typeof settings?.stand_in !== 'boolean') throw new UnfitServer(`What answers at ${url} is not Perto.`);
  if (!settings.stand_in)
    throw new UnfitServer(
      `The server at ${url} signs real people in. Students are made up only where the stand-in does.`,
    );
}

/** The same people for the same seed; their names are made up by the stand-in. */
export const idOf = (seed, index) =>
  `ist7${String(seed % 1000).padStart(3, '0')}${String(index).padStart(4, '0')}`;

/** Students who walk between the buildings of a running server. */
export class Crowd {
  /** @type {Walker[]} */
  walkers = [];
  #stopped = new AbortController();
  #stop = new Promise((resolve) => this.#stopped.signal.addEventListener('abort', resolve, { once: true }));

  /**
   * @param {{ url: string, students: number, seed?: number, speed?: number, building?: string,
   *   answers?: boolean, note?: (event: any) => void }} options `building` is the id of the only one they go to
   */
  constructor({ seed = 1, ...options }) {
    this.options = { seed, ...options };
  }

  /**
   * Reads where the buildings are.
   *
   * @throws UnfitServer when there are none, or not the one that was asked for
   */
  async survey() {
    const { url, seed, building } = this.options;
    // Only somebody who is signed in may ask.
    const first = await Student.signIn(url, idOf(seed, 0));
    const buildings = await first.get('/API/buildings');
    await first.signOut();
    if (buildings.length === 0) throw new UnfitServer(`The server at ${url} has no buildings.`);
    const home = buildings.find(({ id }) => id === building);
    if (building !== undefined && !home) {
      const known = buildings.map(({ id, name }) => `  ${id}  ${name}`).join('\n');
      throw new UnfitServer(`There is no building ${building}. There are\n${known}`);
    }
    this.buildings = buildings;
    this.home = home;
  }

  /** Lets everybody arrive, a few each second, and walk; done when all who could are there. */
  async gather() {
    const { url, students, seed, speed, answers, note } = this.options;
    const arriving = new Set();
    for (let index = 0; index < students && !this.#stopped.signal.aborted; index++) {
      const random = randomNumbers(seed * 10_007 + index);
      const walk = new Walk({ buildings: this.buildings, random, speed, home: this.home });
      // Chance of its own for what depends on time, so that the way is the same whatever happens.
      const chance = randomNumbers(seed * 10_007 + index + 5000);
      const walker = new Walker({ url, id: idOf(seed, index), walk, random: chance, answers, note });
      this.walkers.push(walker);
      const arrival = walker.arrive().finally(() => arriving.delete(arrival));
      arriving.add(arrival);
      void arrival.then(() => walker.wander());
      if (arriving.size >= AT_ONCE) await Promise.race([...arriving, this.#stop]);
      await this.#after(1000 / ARRIVALS_A_SECOND);
    }
    await Promise.race([Promise.all(arriving), this.#stop]);
  }

  get connected() {
    return this.walkers.filter(({ connected }) => connected).length;
  }

  /** Everybody leaves, a few at a time. */
  async leave() {
    this.#stopped.abort();
    const waiting = [...this.walkers];
    const next = async () => {
      for (let walker = waiting.pop(); walker; walker = waiting.pop()) await walker.leave();
    };
    const all = Promise.all(Array.from({ length: AT_ONCE }, next));
    const timer = new AbortController();
    await Promise.race([all, pause(LEAVING_MS, undefined, { signal: timer.signal }).catch(() => {})]);
    timer.abort();
  }

  #after(milliseconds) {
    const { signal } = this.#stopped;
    return pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
