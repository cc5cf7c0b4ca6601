import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Bot, Student, testServices } from '@perto/testkit';
import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { BotRegistry } from '../bots/bot-registry';
import { createApp, type AppOptions } from '../create-app';
import { Clock } from '../platform/clock';
import { readConfig } from '../platform/config';

/** What outside parts a server under test runs on. */
export interface Size {
  name: 'embedded' | 'one server';
  available: boolean;
}

const services = testServices();

/** The sizes of the product: the real database and broker are there when `npm test` started them. */
export const SIZES: Size[] = [
  { name: 'embedded', available: true },
  { name: 'one server', available: Boolean(services.databaseUrl && services.amqpUrl) },
];

/** Runs a suite once for each size; where the real services are missing it counts as skipped. */
export function describeEachSize(name: string, suite: (size: Size) => void): void {
  for (const size of SIZES)
    (size.available ? describe : describe.skip)(`${name} (${size.name})`, () => suite(size));
}

/** A clock that a test can put forward; it goes on by itself. */
export class AdjustableClock extends Clock {
  private offset = 0;

  override now(): number {
    return Date.now() + this.offset;
  }

  forward(milliseconds: number): void {
    this.offset += milliseconds;
  }
}

export interface ServerOptions {
  environment?: NodeJS.ProcessEnv;
  clock?: Clock;
  /** A folder and database to go on with, from `TestServer.keep`. */
  place?: Place;
  /** Folder of a built page; without one there is no page. */
  pageDirectory?: string;
  onRoute?: AppOptions['onRoute'];
}

/** Where a server keeps its data. */
export interface Place {
  directory: string;
  databaseUrl: string | undefined;
}

/** The whole server on a port of its own, with a database of its own. */
export class TestServer {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly place: Place,
    /** Keeps the people of one server apart from those of others on the same broker. */
    private readonly suffix: string,
  ) {}

  static async start(size: Size, options: ServerOptions = {}): Promise<TestServer> {
    const place = options.place ?? (await makePlace(size));
    const config = readConfig({
      PORT: '0',
      DATA_DIR: place.directory,
      DATABASE_URL: place.databaseUrl,
      AMQP_URL: size.name === 'one server' ? services.amqpUrl : undefined,
      LOG_LEVEL: 'error',
      RATE_LIMITS: 'off',
      ...options.environment,
    });
    const app = await createApp(config, {
      clock: options.clock,
      pageDirectory: options.pageDirectory ?? place.directory,
      onRoute: options.onRoute,
    });
    await app.listen(config.port, config.host);
    return new TestServer(app, await app.getUrl(), place, randomBytes(3).toString('hex'));
  }

  /** This server's own id for somebody called `name`. */
  id(name: string): string {
    return `${name}-${this.suffix}`;
  }

  signIn(name: string): Promise<Student> {
    return Student.signIn(this.url, this.id(name));
  }

  /** People who stand at one place, without a session. */
  async gather<Names extends readonly string[]>(
    at: { latitude: number; longitude: number },
    ...names: Names
  ): Promise<{ [Index in keyof Names]: Student }> {
    const students = await Promise.all(names.map((name) => this.signIn(name)));
    for (const student of students) await student.stand(at);
    return students as { [Index in keyof Names]: Student };
  }

  /** A bot of a building, which an admin allows, with a token. */
  async bot(name: string, buildingId: string): Promise<Bot> {
    const bot = await Bot.register(this.url, this.id(name), buildingId);
    await this.app.get(BotRegistry, { strict: false }).authorize(bot.id, true);
    return bot.authenticate();
  }

  /** Reads the database past the server; values are as the driver gives them. */
  async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.app.get(DataSource).query<Row[]>(sql, parameters);
  }

  /** Stops the server and leaves its data, for another to go on with. */
  async keep(): Promise<Place> {
    await this.app.close();
    return this.place;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await discard(this.place);
  }
}

async function makePlace(size: Size): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'perto-test-'));
  return { directory, databaseUrl: size.name === 'one server' ? await createDatabase() : undefined };
}

/** An empty database on the real server that the test command started. */
export async function createDatabase(): Promise<string> {
  const url = new URL(services.databaseUrl ?? '');
  const name = `perto_test_${randomBytes(6).toString('hex')}`;
  await administer(url, `CREATE DATABASE \`${name}\``);
  url.pathname = `/${name}`;
  return url.href;
}

export async function discard({ directory, databaseUrl }: Place): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  if (databaseUrl === undefined) return;
  const url = new URL(databaseUrl);
  await administer(url, `DROP DATABASE IF EXISTS \`${url.pathname.slice(1)}\``);
}

async function administer(url: URL, statement: string): Promise<void> {
  const server = new URL(url);
  server.pathname = '/';
  const connection = await createConnection(server.href);
  await connection.query(statement);
  await connection.end();
}
