import { setTimeout as pause } from 'node:timers/promises';
import { metresBetween } from './plane.mjs';
import { pick } from './random.mjs';
import { Student } from './student.mjs';
import { Tab } from './tab.mjs';

/** Seconds between two positions that somebody reports, and metres below which it is not worth it. */
const REPORT_SECONDS = 5;
const REPORT_METRES = 2;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;
/** Seconds until somebody has read a message, and until they have written an answer. */
const READING = { least: 0.5, most: 3 };
const WRITING = { least: 1, most: 5 };
/** How many of those who heard a bot, or somebody else, answer. */
const ANSWERS = { bot: 0.3, user: 0.5 };
/** How often somebody greets another who is in the same building, at each report: about every four minutes. */
const GREETINGS = 0.02;
/** Nobody writes more often than this, in seconds. */
const WRITES_SECONDS = 5;
const MOST_SEEN_AT_ONCE = 500;

const ANSWER_TEXTS = ['Obrigado!', 'Thanks, good to know.', 'Boa! 👍', 'OK, on my way.', 'Até já.'];
const GREETING_TEXTS = ['Olá!', 'Are you here too?', 'Café?', 'Bom dia!', 'See you later?'];

/**
 * One student who walks about, hears what is pushed to them, and, if asked to, answers.
 *
 * Everything is told to `note`, as an event of some `kind`: `arrived`, `moved`, `heard`,
 * `wrote`, `lost`, `back`, `trouble`, `left`, always with who it is (`who`: id, name).
 */
export class Walker {
  /** The name of the building that the server says they are in; undefined before they are there. */
  place;
  #student;
  #tab;
  #lastReported;
  #busy = false;
  #leaving = new AbortController();
  #unseen = [];
  #wroteAt = -Infinity;
  #begun;

  /**
   * @param {{ url: string, id: string, walk: import('./walk.mjs').Walk, random: () => number,
   *   answers?: boolean, note?: (event: any) => void }} options
   */
  constructor({ url, id, walk, random, answers = false, note = () => {} }) {
    Object.assign(this, { url, id, walk, random, answers });
    this.tell = (kind, more = {}) => note({ kind, who: { id: this.id, name: this.name }, ...more });
  }

  get name() {
    return this.#student?.name ?? this.id;
  }

  get student() {
    return this.#student;
  }

  get connected() {
    return this.#tab?.connected ?? false;
  }

  /** Signs in, stands at the beginning of the walk and connects; tries until it works or they leave. */
  async arrive() {
    const left = this.#leaving.signal;
    for (let wait = FIRST_RETRY_MS; !left.aborted; wait = Math.min(2 * wait, LONGEST_RETRY_MS)) {
      try {
        this.#student = await Student.signIn(this.url, this.id);
        this.#begun ??= performance.now();
        await this.#report();
        if (!left.aborted) this.#open();
        return;
      } catch (error) {
        this.#trouble(error);
        const asked = (error.retryAfterSeconds ?? 0) * 1000;
        await this.#after(Math.max(asked, wait * (0.5 + this.random())));
      }
    }
  }

  /** Walks until they leave. */
  async wander() {
    const left = this.#leaving.signal;
    await this.#after(this.random() * REPORT_SECONDS * 1000);
    while (!left.aborted) {
      if (this.connected) await this.#report().catch((error) => this.#trouble(error));
      if (this.answers && this.connected && this.random() < GREETINGS) void this.#greet();
      await this.#after(REPORT_SECONDS * 1000 * (0.9 + this.random() / 5));
    }
  }

  /** Disconnects and signs out; what hangs is not waited for. */
  async leave() {
    this.#leaving.abort();
    this.#tab?.close();
    try {
      await this.#student?.signOut();
    } catch (error) {
      this.#trouble(error);
    }
    this.tell('left');
  }

  #open() {
    let arrived = false;
    this.#tab = new Tab(this.#student, {
      push: true,
      message: (message) => this.#heard(message),
      introduced: (_, { resumed, reload }) => {
        // A session that is new knows no position: the one before took it along.
        if (!resumed) this.#lastReported = undefined;
        this.tell(arrived ? 'back' : 'arrived', { place: this.place, resumed, missed: reload === true });
        if (arrived && !resumed) void this.#report().catch((error) => this.#trouble(error));
        arrived = true;
      },
      lost: () => this.tell('lost'),
      refused: (error) => {
        this.#trouble(new Error(`Connecting: ${error.message}`));
        if (error.code === 'unauthenticated') void this.#startOver();
      },
    });
  }

  /** The sign-in is over, or the server knows nothing of it any more. */
  async #startOver() {
    this.#tab.close();
    await this.arrive();
  }

  async #report() {
    const at = this.walk.at((performance.now() - this.#begun) / 1000);
    const moved = this.#lastReported ? metresBetween(at, this.#lastReported) : Infinity;
    if (this.#busy || moved < REPORT_METRES) return;
    this.#busy = true; // one position at a time, as the page has it
    try {
      const place = await this.#student.stand(at);
      this.#lastReported = at;
      if (place === this.place) return;
      const from = this.place;
      this.place = place;
      if (from !== undefined) this.tell('moved', { from, place });
    } finally {
      this.#busy = false;
    }
  }

  #heard(message) {
    const { id, sender, message: text, sent_at, recipient_count: recipients } = message;
    const milliseconds = Math.max(0, Date.now() - Date.parse(sent_at));
    const said = { id, sender, text, recipients };
    this.tell('heard', { place: this.place, message: said, milliseconds });
    this.#unseen.push(id);
    if (this.#unseen.length === 1) void this.#read();
    if (this.answers && this.random() < ANSWERS[sender.kind]) void this.#write(sender, ANSWER_TEXTS);
  }

  /** What came meanwhile is seen in the same glance. */
  async #read() {
    await this.#while(READING);
    while (this.#unseen.length > 0 && !this.#leaving.signal.aborted) {
      const ids = this.#unseen.slice(0, MOST_SEEN_AT_ONCE);
      try {
        await this.#student.seen(ids);
        this.#unseen.splice(0, ids.length);
      } catch (error) {
        this.#trouble(error);
        await this.#after(LONGEST_RETRY_MS * this.random());
      }
    }
  }

  async #write(to, texts) {
    const now = performance.now();
    if (now - this.#wroteAt < WRITES_SECONDS * 1000) return;
    this.#wroteAt = now;
    const text = pick(texts, this.random);
    await this.#while(WRITING);
    if (this.#leaving.signal.aborted) return;
    try {
      const { recipients } = await this.#student.write([to.id], text);
      this.tell('wrote', { to: recipients[0], text });
    } catch (error) {
      this.#trouble(error);
    }
  }

  /** Writes to somebody who is in the same building. */
  async #greet() {
    try {
      const others = await this.#student.post('/API/user/show/building', {});
      if (others.length > 0)
        await this.#write({ kind: 'user', ...pick(others, this.random) }, GREETING_TEXTS);
    } catch (error) {
      this.#trouble(error);
    }
  }

  #trouble(error) {
    if (this.#leaving.signal.aborted) return;
    this.tell('trouble', { reason: reasonOf(error) });
  }

  #while({ least, most }) {
    return this.#after((least + this.random() * (most - least)) * 1000);
  }

  #after(milliseconds) {
    const { signal } = this.#leaving;
    return pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}

/** Node says of most failures only "fetch failed", and why it did in the cause. */
const reasonOf = ({ message, cause }) => (cause?.message ? `${message}: ${cause.message}` : message);
