import { IDEMPOTENCY_KEY, PATHS } from '@perto/contract';
import { CAMPUS, eventually } from '@perto/testkit';
import { Client } from './client';
import { ask, type Outcome } from './http';
import type { Ledger, Sending } from './ledger';

const PERIOD_MS = 250;
const RECOVERY_MS = 90_000;

/** What is asked for again and again. */
export type Asked = 'send' | 'look around' | 'move' | 'history';

/** One request and how it ended. */
export interface Sample {
  of: Asked;
  /** Milliseconds since the Unix epoch. */
  at: number;
  outcome: Outcome;
  milliseconds: number;
}

/** Somebody who asks for everything four times a second and takes the time, and somebody who is written to. */
export class Probe {
  readonly samples: Sample[] = [];
  private readonly asking = new Set<Asked>();
  private sendings: Sending[] = [];
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly url: string,
    readonly asker: Client,
    readonly reader: Client,
    private readonly ledger: Ledger,
  ) {}

  static async begin(url: string, ledger: Ledger): Promise<Probe> {
    const [asker, reader] = await Promise.all(
      ['probe', 'probed'].map((id) => Client.arrive(url, id, CAMPUS.torreNorte, ledger)),
    );
    if (!asker || !reader) throw new Error('Nobody came');
    const probe = new Probe(url, asker, reader, ledger);
    for (const client of [asker, reader]) client.open();
    await eventually('the probe is connected', () => asker.connected && reader.connected);
    reader.write([asker.id]); // so that it may be answered wherever both are
    probe.timer = setInterval(() => probe.measure(), PERIOD_MS);
    return probe;
  }

  end(): void {
    clearInterval(this.timer);
    this.asker.giveUp();
    this.reader.giveUp();
  }

  /** Samples of requests that were under way at some moment between two times. */
  between(from: number, to: number, of?: Asked): Sample[] {
    return this.samples.filter(
      (sample) => (!of || sample.of === of) && sample.at + sample.milliseconds >= from && sample.at <= to,
    );
  }

  /**
   * Waits until a message that was sent after `since` is acknowledged and shown.
   *
   * @returns milliseconds from `since` to its being shown
   */
  async recovered(since: number): Promise<number> {
    const arrived = () =>
      this.sendings.find(
        ({ begunAt, acknowledgedAt, shownAt }) => begunAt >= since && acknowledgedAt && shownAt,
      );
    this.sendings = [];
    await eventually('a message arrives again', () => arrived() !== undefined, RECOVERY_MS);
    return (arrived()?.shownAt ?? Infinity) - since;
  }

  /** Asks for everything that was answered: one who asks again and again would only queue up behind themselves. */
  private measure(): void {
    const { id } = this.asker;
    const { latitude, longitude } = CAMPUS.torreNorte;
    const place = { id, latitude, longitude };
    if (!this.asking.has('look around'))
      void this.sample('look around', PATHS.showRange, { ...place, radious: 5000 });
    if (!this.asking.has('move')) void this.sample('move', PATHS.updateCoordinates, place);
    if (!this.asking.has('history')) void this.sample('history', `${PATHS.messages}?limit=5`);
    if (!this.asking.has('send')) void this.send(id);
  }

  private async send(id: string): Promise<void> {
    // Not in order: one that was not answered is not repeated.
    const sending = this.ledger.begin(id, [this.reader.id], { ordered: false });
    this.sendings.push(sending);
    const body = { recipients: sending.recipients, message: sending.text };
    const outcome = await this.sample('send', PATHS.messages, body, { [IDEMPOTENCY_KEY]: sending.key });
    if (outcome === 201) sending.acknowledgedAt = Date.now();
  }

  private async sample(
    of: Asked,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Outcome> {
    this.asking.add(of);
    const at = Date.now();
    const { outcome, milliseconds } = await ask(this.url + path, this.asker.token, body, headers);
    this.asking.delete(of);
    this.samples.push({ of, at, outcome, milliseconds });
    return outcome;
  }
}
