/** Messages that are remembered, each with who heard it. */
const MOST_HEARINGS = 50;
const MOST_TROUBLES = 5;

/** What happened so far: counts, the latest messages, and the latest things that went wrong. */
export class Tally {
  counts = { arrived: 0, moved: 0, heard: 0, wrote: 0, lost: 0, back: 0, trouble: 0, left: 0 };
  /** By the message's id, the oldest first: what it was, how many heard it, after how many milliseconds. */
  hearings = new Map();
  /** The latest reasons, each once, with how often it came. */
  troubles = new Map();

  note(event) {
    this.counts[event.kind]++;
    if (event.kind === 'heard') this.#heard(event);
    if (event.kind === 'trouble') this.#trouble(event.reason);
  }

  #heard({ message, milliseconds, place, at = Date.now() }) {
    const hearing = this.hearings.get(message.id) ?? {
      ...{ message, place, at, people: 0, soonest: Infinity, latest: 0 },
    };
    hearing.people++;
    hearing.soonest = Math.min(hearing.soonest, milliseconds);
    hearing.latest = Math.max(hearing.latest, milliseconds);
    if (hearing.place !== place) hearing.place = undefined; // here and there
    this.hearings.set(message.id, hearing);
    forgetOldest(this.hearings, MOST_HEARINGS);
  }

  #trouble(reason) {
    const times = this.troubles.get(reason) ?? 0;
    this.troubles.delete(reason); // what came last is the newest
    this.troubles.set(reason, times + 1);
    forgetOldest(this.troubles, MOST_TROUBLES);
  }

  /** One line at the end. */
  get sum() {
    const { arrived, heard, wrote, back, trouble } = this.counts;
    return (
      `${arrived} students arrived, heard ${heard} times, wrote ${wrote} messages; ` +
      `${back} times a connection came back, ${trouble} times something went wrong.`
    );
  }
}

function forgetOldest(map, most) {
  for (const key of map.keys()) {
    if (map.size <= most) break;
    map.delete(key);
  }
}
