import { destination, metresBetween } from './plane.mjs';
import { pick } from './random.mjs';

/** Of a building's radius: whoever is inside is not at the very edge of it. */
const INNER = 0.8;
/** Nobody walks further than this from one building to the next, in metres. */
const LONGEST_WAY = 1500;
/** How fast people walk, in metres a second. Who is faster also stays less long. */
export const WALKING_SPEED = 1.4;
/** Seconds in one building, and on one spot of it, for somebody who walks. */
const STAY = { least: 60, most: 300 };
const PAUSE = { least: 5, most: 40 };

/**
 * One person's way over the campus: in a building for a while, here and there in
 * it, then straight to another. The same every time for the same random numbers.
 *
 * @typedef {import('./plane.mjs').Coordinates} Coordinates
 * @typedef {Coordinates & { id: string, radious: number }} Building as `GET /API/buildings` has it
 * @typedef {{ from: Coordinates, to: Coordinates, begins: number, ends: number }} Leg times in seconds
 */
export class Walk {
  /** @type {Leg} */
  #leg;
  /** @type {Building} */
  #building;
  #leavesAt = 0;

  /**
   * @param {{ buildings: readonly Building[], random: () => number, speed?: number, home?: Building }} options
   *   `speed` in metres a second; with `home` it is never left
   */
  constructor({ buildings, random, speed = WALKING_SPEED, home }) {
    this.speed = speed;
    this.random = random;
    this.buildings = home ? [home] : buildings;
    this.#building = home ?? pick(buildings, random);
    const here = this.#placeInside();
    this.#leg = { from: here, to: here, begins: 0, ends: this.#seconds(PAUSE) };
    this.#leavesAt = random() * this.#seconds(STAY); // some leave soon: they do not set out together
  }

  /**
   * Where they are so many seconds after the beginning; time goes forwards only.
   *
   * @param {number} seconds
   * @returns {Coordinates}
   */
  at(seconds) {
    while (seconds >= this.#leg.ends) this.#leg = this.#nextLeg(this.#leg);
    const { from, to, begins, ends } = this.#leg;
    const part = Math.max(0, (seconds - begins) / (ends - begins));
    return {
      latitude: from.latitude + part * (to.latitude - from.latitude),
      longitude: from.longitude + part * (to.longitude - from.longitude),
    };
  }

  #nextLeg({ from, to: here, ends: now }) {
    if (from !== here) return { from: here, to: here, begins: now, ends: now + this.#seconds(PAUSE) };
    const slower = this.#leaves(now) ? 1 : 0.5 + this.random() / 2;
    const to = this.#placeInside();
    const ends = now + Math.max(metresBetween(here, to) / (slower * this.speed), 0.1);
    return { from: here, to, begins: now, ends };
  }

  /** Chooses another building when it is time to, and there is one within a walk. */
  #leaves(now) {
    if (now < this.#leavesAt) return false;
    this.#leavesAt = now + this.#seconds(STAY);
    const others = this.buildings.filter(
      (other) => other !== this.#building && metresBetween(other, this.#building) <= LONGEST_WAY,
    );
    if (others.length === 0) return false;
    this.#building = pick(others, this.random);
    return true;
  }

  #placeInside() {
    const reach = this.#building.radious * INNER * Math.sqrt(this.random());
    const angle = this.random() * 2 * Math.PI;
    return destination(this.#building, reach * Math.cos(angle), reach * Math.sin(angle));
  }

  #seconds({ least, most }) {
    return ((least + this.random() * (most - least)) * WALKING_SPEED) / this.speed;
  }
}
