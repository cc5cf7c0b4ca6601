import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testServices } from '@perto/testkit';
import { createConnection, type ResultSetHeader } from 'mysql2/promise';

const START_MS = 20_000;
const services = testServices();

/** The built product as a process of its own, on the real database and broker, as an operator runs it. */
export class Product {
  private process: ChildProcess | undefined;
  /** Everything that the running process printed. */
  output = '';
  url = '';

  private constructor(
    private readonly directory: string,
    private readonly schema: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** `settings` are variables of its environment, as an operator sets them. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<Product> {
    const database = `perto_e2e_${randomBytes(5).toString('hex')}`;
    await administer(`CREATE DATABASE ${database}`);
    const product = new Product(mkdtempSync(join(tmpdir(), 'perto-e2e-')), database, settings);
    await product.run('0');
    return product;
  }

  /** Ends the process and begins another on the same port and data. */
  async restart(pause: () => Promise<void>): Promise<void> {
    await this.end();
    await pause();
    await this.run(new URL(this.url).port);
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.directory, { recursive: true, force: true });
    await administer(`DROP DATABASE ${this.schema}`);
  }

  /** Changes what the product stores, where there is no other way to bring a state about. */
  async query(statement: string, values: unknown[]): Promise<ResultSetHeader> {
    const connection = await createConnection({ uri: this.databaseUrl, timezone: 'Z' });
    try {
      const [result] = await connection.query<ResultSetHeader>(statement, values);
      return result;
    } finally {
      await connection.end();
    }
  }

  private get databaseUrl(): string {
    const url = new URL(services.databaseUrl ?? '');
    url.pathname = `/${this.schema}`;
    return url.href;
  }

  private async run(port: string): Promise<void> {
    const { NODE_ENV: _jest, ...environment } = process.env;
    const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], {
      cwd: join(__dirname, '../..'),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...environment,
        ...this.settings,
        PORT: port,
        DATA_DIR: this.directory,
        DATABASE_URL: this.databaseUrl,
        AMQP_URL: services.amqpUrl,
      },
    });
    this.process = child;
    this.output = '';
    this.url = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`It did not start:\n${this.output}`)), START_MS);
      const read = (chunk: Buffer) => {
        this.output += chunk.toString();
        const [, url] = /Perto is at (\S+)/.exec(this.output) ?? [];
        if (!url) return;
        clearTimeout(timer);
        resolve(url);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${this.output}`)));
    });
  }

  private async end(): Promise<void> {
    if (!this.process || this.process.exitCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }
}

async function administer(statement: string): Promise<void> {
  const connection = await createConnection(services.databaseUrl ?? '');
  await connection.query(statement);
  await connection.end();
}
