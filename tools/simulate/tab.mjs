import { io } from 'socket.io-client';

const INTRODUCTION_MS = 10_000;
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 10_000;
/** Messages that are known by their ids: a repeat is not shown again. */
const MOST_KNOWN = 1000;

/**
 * One connection of a student that comes back by itself, and goes on where it was.
 *
 * A refusal is told as `refused`; only when the sign-in is over (`unauthenticated`)
 * is nothing tried any more: whoever has the tab signs in again and opens another.
 *
 * @typedef {object} Wishes
 * @property {boolean} [push] messages are pushed, else one has to pull them
 * @property {(message: any) => void} [message] each pushed message once
 * @property {(tab: Tab, answer: any) => void} [introduced] each time that the connection became a session
 * @property {() => void} [lost] the connection is gone; it is on its way back
 * @property {(error: { code: string, message: string }) => void} [refused]
 */
export class Tab {
  /** Times that `new_movement` came. */
  movements = 0;
  #session;
  #newest;
  #introduced = false;
  #closed = false;
  #known = new Set();

  /**
   * @param {import('./student.mjs').Student} student
   * @param {Wishes} wishes
   */
  constructor(student, wishes = {}) {
    this.student = student;
    this.wishes = wishes;
    // Connections in a process share nothing, and do not all come back at the same moment.
    this.socket = io(student.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: RETRY_MS,
      reconnectionDelayMax: LONGEST_RETRY_MS,
      randomizationFactor: 0.5,
    });
    this.socket.on('connect', () => void this.#introduce());
    this.socket.on('disconnect', (reason) => this.#broke(reason));
    this.socket.on('server_stopping', ({ retry_in }) => this.socket.io.reconnectionDelay(retry_in));
    this.socket.on('new_movement', () => this.movements++);
    this.socket.on('message', (message, acknowledge) => {
      this.#show(message);
      acknowledge();
    });
  }

  /** Connects, and waits until the connection is a session. */
  static open(student, wishes = {}) {
    return new Promise((resolve, reject) => {
      const tab = new Tab(student, {
        ...wishes,
        introduced: (opened, answer) => {
          wishes.introduced?.(opened, answer);
          resolve(opened);
        },
        refused: (error) => {
          wishes.refused?.(error);
          if (error.code !== 'unauthenticated') return;
          tab.close();
          reject(new Error(`${student.id} was refused: ${error.message}`));
        },
      });
    });
  }

  /** Whether it is a session now. */
  get connected() {
    return this.#introduced;
  }

  /** Leaves with a word: the session ends at once. */
  close() {
    this.#closed = true;
    this.#introduced = false;
    this.socket.disconnect();
  }

  async #introduce() {
    const connection = this.socket.id;
    const current = () => !this.#closed && this.socket.connected && this.socket.id === connection;
    while (current()) {
      const answer = await this.#ask();
      if (!current()) return;
      if (answer?.ok) return this.#begin(answer);
      if (answer) this.wishes.refused?.(answer.error);
      if (answer?.error.code === 'unauthenticated') return;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS * (1 + Math.random())));
    }
  }

  #ask() {
    const { id, token } = this.student;
    const claim = {
      ...{ ID: id, token, push: this.wishes.push === true },
      ...(this.#session !== undefined && { session_id: this.#session }),
      ...(this.#newest !== undefined && this.wishes.push && { after: this.#newest }),
    };
    const asking = this.socket.timeout(INTRODUCTION_MS).emitWithAck('new_client', claim);
    return asking.catch(() => undefined); // silence: it is asked again, or the connection is gone
  }

  #begin(answer) {
    this.#session = answer.session_id;
    if (this.#newest === undefined || answer.reload) this.#newest = answer.last_message;
    this.#introduced = true;
    this.socket.io.reconnectionDelay(RETRY_MS);
    this.wishes.introduced?.(this, answer);
  }

  #broke(reason) {
    const was = this.#introduced;
    this.#introduced = false;
    if (this.#closed) return;
    if (was) this.wishes.lost?.();
    // Whom the server sent away does not come back by itself.
    if (reason === 'io server disconnect')
      setTimeout(() => this.#closed || this.socket.connect(), RETRY_MS * (1 + Math.random()));
  }

  #show(message) {
    if (this.#known.has(message.id)) return;
    this.#known.add(message.id);
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.values().next().value);
    this.#newest = message.id;
    this.wishes.message?.(message);
  }
}
