import { CAMPUS, eventually } from '@perto/testkit';
import { destination } from '@perto/geo';
import type { Coordinates } from '@perto/contract';
import { Client } from './client';
import type { Ledger } from './ledger';
import type { Random } from './random';

/** People who know each other: one writes to some of the others. */
const GROUP = 5;
/** Groups stand on rings of eight around the tower, this far from one another. */
const GROUPS_PER_RING = 8;
const RING_METRES = 60;
/** People of one group stand and walk this near to one another. */
const WALK_METRES = 15;
/** Signed in at once: more would only queue up at the server. */
const TOGETHER = 20;
/** A page with so much unsent would not take more. */
const MOST_WAITING = 30;
const SETTLED_MS = 60_000;

export interface Rates {
  /** For all clients together, a second. */
  moves: number;
  messages: number;
}

/** Clients that walk about and write to each other while faults happen. */
export class Load {
  private timers: NodeJS.Timeout[] = [];

  private constructor(
    readonly clients: readonly Client[],
    private readonly ledger: Ledger,
    private readonly random: Random,
  ) {}

  /** Everybody signs in, opens a tab and writes to their group: so they may write to each other ever after. */
  static async gather(url: string, count: number, ledger: Ledger, random: Random): Promise<Load> {
    const clients: Client[] = [];
    while (clients.length < count) {
      const first = clients.length;
      clients.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(TOGETHER, count - first) }, (_, index) =>
            Client.arrive(url, `ist${400_000 + first + index}`, placeOf(first + index), ledger),
          ),
        )),
      );
    }
    const load = new Load(clients, ledger, random);
    for (const client of clients) client.open();
    await load.complete();
    for (const [index, client] of clients.entries()) client.write(load.groupOf(index));
    await load.settled();
    return load;
  }

  /** Who wants to be there. */
  get present(): Client[] {
    return this.clients.filter(({ present }) => present);
  }

  begin({ moves, messages }: Rates): void {
    this.pause();
    this.timers = [
      setInterval(() => this.walk(), 1000 / moves),
      setInterval(() => this.talk(), 1000 / messages),
    ];
  }

  /** Nobody walks or writes any more; what is written already goes on. */
  pause(): void {
    this.timers.forEach(clearInterval);
    this.timers = [];
  }

  /** Waits until everybody who wants to be there has a session. */
  complete(): Promise<void> {
    return eventually(
      'everybody is connected',
      () => this.present.every(({ connected }) => connected),
      SETTLED_MS,
    );
  }

  /** Waits until all that was written is answered, and all that was acknowledged is shown. */
  async settled(): Promise<void> {
    await this.complete();
    await eventually('all is answered', () => this.clients.every(({ waiting }) => waiting === 0), SETTLED_MS);
    // What is missing then is told by the ledger, each message by its name.
    await eventually('all is shown', () => this.ledger.missing().length === 0, 20_000).catch(() => undefined);
  }

  leave(): void {
    this.pause();
    for (const client of this.clients) client.giveUp();
  }

  /** Somebody writes to some of their group. */
  talk(filler = ''): void {
    const index = Math.floor(this.random.next() * this.clients.length);
    const client = this.clients[index];
    if (!client?.present || client.waiting >= MOST_WAITING) return;
    const readers = 1 + Math.floor(this.random.next() * (GROUP - 1));
    client.write(this.random.some(this.groupOf(index), readers), filler);
  }

  private walk(): void {
    const client = this.random.pick(this.clients);
    void client.move(
      destination(
        client.place,
        this.random.between(-WALK_METRES, WALK_METRES),
        this.random.between(-WALK_METRES, WALK_METRES),
      ),
    );
  }

  private groupOf(index: number): string[] {
    const first = index - (index % GROUP);
    return this.clients
      .slice(first, first + GROUP)
      .map(({ id }) => id)
      .filter((id) => id !== this.clients[index]?.id);
  }
}

function placeOf(index: number): Coordinates {
  const group = Math.floor(index / GROUP);
  const ring = Math.floor(group / GROUPS_PER_RING) + 1;
  const angle = ((group % GROUPS_PER_RING) * 2 * Math.PI) / GROUPS_PER_RING;
  return destination(
    CAMPUS.torreNorte,
    ring * RING_METRES * Math.cos(angle),
    ring * RING_METRES * Math.sin(angle),
  );
}
