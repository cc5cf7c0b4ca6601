import { setTimeout as pause } from 'node:timers/promises';
import { PATHS } from '@perto/contract';
import { CAMPUS, eventually } from '@perto/testkit';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { ApiProcess } from './api-process';
import type { Client } from './client';
import { ask } from './http';
import { Ledger } from './ledger';
import { Line } from './line';
import { Load, type Rates } from './load';
import { Probe } from './probe';
import type { Random } from './random';
import { Services } from './services';

const SCHEMA = 'perto_faults';
/** Somebody who left is not there any more after this long. */
const GONE_MS = 20_000;

export interface StageOptions {
  /** The built `main.js`. */
  program: string;
  clients: number;
  rates: Rates;
  random: Random;
  /** A file that takes everything that the server prints. */
  log?: string;
  /** Size of the database's volume, where it is to be filled. */
  volumeMegabytes?: number;
}

/** A server with everything it needs, and people on it: what faults happen to. */
export class Stage {
  /** People of single trials: no ghosts while they are there, and ghosts afterwards. */
  readonly guests: Client[] = [];
  private readonly lines: Line[] = [];

  private constructor(
    readonly services: Services,
    readonly api: ApiProcess,
    readonly ledger: Ledger,
    readonly load: Load,
    readonly probe: Probe,
    readonly random: Random,
    private readonly rates: Rates,
  ) {}

  static async set({ program, log, clients, rates, random, volumeMegabytes }: StageOptions): Promise<Stage> {
    const services = await Services.start(volumeMegabytes === undefined ? {} : { volumeMegabytes });
    const { databaseUrl, amqpUrl, port } = services.at;
    const server = await createConnection(databaseUrl);
    await server.query(`CREATE DATABASE ${SCHEMA}`);
    await server.end();
    const api = new ApiProcess({
      program,
      databaseUrl: `${databaseUrl}/${SCHEMA}`,
      amqpUrl,
      port,
      ...(log ? { log } : {}),
    });
    try {
      await api.start();
      const ledger = new Ledger();
      const load = await Load.gather(api.url, clients, ledger, random);
      const probe = await Probe.begin(api.url, ledger);
      load.begin(rates);
      return new Stage(services, api, ledger, load, probe, random, rates);
    } catch (error) {
      await api.kill();
      await services.stop();
      throw error;
    }
  }

  async clear(): Promise<void> {
    this.probe.end();
    this.load.leave();
    for (const guest of this.guests) guest.giveUp();
    for (const line of this.lines) line.cut();
    await this.api.stop();
    await this.services.stop();
    this.api.remove();
  }

  /** A line to the server, which is cut at the latest when the stage is cleared. */
  async line(): Promise<Line> {
    const line = await Line.to(this.api.url);
    this.lines.push(line);
    return line;
  }

  /** Everybody walks and writes again, after `load.pause()`. */
  resume(): void {
    this.load.begin(this.rates);
  }

  /** Rows of the server's own database. */
  async rows<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    const connection = await createConnection(`${this.services.at.databaseUrl}/${SCHEMA}`);
    try {
      const [rows] = await connection.query<RowDataPacket[]>(statement, values);
      return rows as Row[];
    } finally {
      await connection.end();
    }
  }

  /** Waits until nobody is listed, online or counted who is not there, as long as that may take; tells who is. */
  async ghosts(): Promise<string[]> {
    let ghosts: string[] = [];
    await eventually(
      'no ghosts',
      async () => {
        await pause(200);
        ghosts = await this.ghostsNow();
        return ghosts.length === 0;
      },
      GONE_MS,
    ).catch(() => undefined);
    return ghosts;
  }

  private async ghostsNow(): Promise<string[]> {
    const { asker, reader } = this.probe;
    const tabs = new Map<string, number>();
    for (const client of [...this.load.present, asker, reader, ...this.guests])
      if (client.present) tabs.set(client.id, (tabs.get(client.id) ?? 0) + 1);
    const body = { ...CAMPUS.torreNorte, id: asker.id, radious: 5000 };
    const listed = (await ask(this.api.url + PATHS.showRange, asker.token, body)).json;
    if (!Array.isArray(listed)) return ['nobody could be listed'];
    const stored = await this.rows<{ id: string; online: number; counter: number }>(
      'SELECT id, online, counter FROM user',
    );
    return [
      ...(listed as string[]).filter((id) => !tabs.has(id)).map((id) => `${id} is listed`),
      ...[...tabs.keys()]
        .filter((id) => id !== asker.id && !listed.includes(id))
        .map((id) => `${id} is there and not listed`),
      ...stored
        .filter(
          ({ id, online, counter }) => counter !== (tabs.get(id) ?? 0) || online !== (tabs.has(id) ? 1 : 0),
        )
        .map(
          ({ id, online, counter }) =>
            `${id} has online ${online}, counter ${counter}, tabs ${tabs.get(id) ?? 0}`,
        ),
    ];
  }
}
