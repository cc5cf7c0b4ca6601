import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './workspace';

const START_MS = 60_000;
/** What a supervisor waits before it starts a process again that ended by itself. */
const RESTART_MS = 500;
/** What no process may ever print. */
const NEVER = /unhandled|uncaught|MaxListenersExceeded/i;
const KEPT_CHARACTERS = 200_000;

export interface ApiSettings {
  /** The built `main.js`. */
  program: string;
  databaseUrl: string;
  amqpUrl: string;
  port: number;
  /** Takes everything that it prints. */
  log?: string;
}

/** The API as a process of its own under a supervisor: what ends is started again on the same port. */
export class ApiProcess {
  private process: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'perto-faults-'));
  /** Ends that nobody here asked for, and output that must not be, in words. */
  readonly misdeeds: string[] = [];
  /** The end of what the processes printed, all together. */
  output = '';
  private wanted = false;

  constructor(private readonly settings: ApiSettings) {}

  get url(): string {
    return `http://127.0.0.1:${this.settings.port}`;
  }

  /** Resident memory in bytes. */
  get memory(): number {
    const status = readFileSync(`/proc/${this.process?.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  }

  /** Starts it and waits until it listens; rejects when it ends before that. */
  async start(): Promise<void> {
    this.wanted = true;
    const child = this.launch(this.settings.port);
    this.process = child;
    await listening(child);
    child.once('exit', (code, signal) => void this.restart(child, code, signal));
  }

  /** Starts it as a supervisor does while what it needs is away: again and again. */
  async startUntilItServes(): Promise<void> {
    const end = Date.now() + START_MS;
    for (;;)
      try {
        return await this.start();
      } catch (error) {
        if (Date.now() > end) throw error;
        await pause(RESTART_MS);
      }
  }

  /** Starts another one beside it, on any port; answers how it ended, or undefined when it serves. */
  async second(): Promise<{ code: number | null; output: string } | undefined> {
    const child = this.launch(0);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = once(child, 'exit') as Promise<[number | null]>;
    const [first] = await Promise.race([ended, listening(child).then(() => ['serves'] as const)]).catch(
      () => ended,
    );
    if (first !== 'serves') return { code: first, output };
    child.kill('SIGKILL');
    return undefined;
  }

  /** SIGKILL; returns when it is gone. */
  async kill(): Promise<void> {
    this.wanted = false;
    if (!this.process || hasEnded(this.process)) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await gone;
  }

  freeze(): void {
    this.process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.process?.kill('SIGCONT');
  }

  /** SIGTERM, as an operator stops it; answers how long it took, in milliseconds. */
  async stop(): Promise<number> {
    this.wanted = false;
    if (!this.process || hasEnded(this.process)) return 0;
    const begun = Date.now();
    const gone = once(this.process, 'exit') as Promise<[number | null, string | null]>;
    this.process.kill('SIGTERM');
    const [code, signal] = await gone;
    if (code !== 0) this.misdeeds.push(`SIGTERM was obeyed with exit code ${code}, signal ${signal}`);
    return Date.now() - begun;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private launch(port: number): ChildProcess {
    const { NODE_ENV: _jest, NODE_OPTIONS: _options, ...environment } = process.env;
    const child = spawn(process.execPath, ['--trace-warnings', this.settings.program], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...environment,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: this.folder,
        DATABASE_URL: this.settings.databaseUrl,
        AMQP_URL: this.settings.amqpUrl,
        RATE_LIMITS: 'off', // everybody here comes from one address
        LOG_LEVEL: 'info', // it says where it is
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => this.hear(chunk.toString()));
    return child;
  }

  private hear(text: string): void {
    if (this.settings.log) appendFileSync(this.settings.log, text);
    this.output = (this.output + text).slice(-KEPT_CHARACTERS);
    // With what follows: the place it comes from.
    const found = NEVER.exec(text);
    if (found) this.misdeeds.push(`It printed: ${text.slice(found.index, found.index + 600)}`);
  }

  private async restart(child: ChildProcess, code: number | null, signal: string | null): Promise<void> {
    if (!this.wanted || child !== this.process) return;
    this.misdeeds.push(`It ended by itself with ${code ?? signal}:\n${this.output.slice(-2000)}`);
    await pause(RESTART_MS);
    if (this.wanted && child === this.process) await this.start().catch(() => undefined); // ended again: said above
  }
}

/** Waits until a process says where it is. */
function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`It did not start:\n${output}`)), START_MS);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', read);
      end();
    };
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (/Perto is at /.test(output)) settle(resolve);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', read);
    child.once('exit', (code) => settle(() => reject(new Error(`It ended with ${code}:\n${output}`))));
  });
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
