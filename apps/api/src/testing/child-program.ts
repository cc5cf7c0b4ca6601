import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '@perto/testkit';

export interface ProgramOptions {
  environment?: NodeJS.ProcessEnv;
  /** All of standard input; without it that stays open. */
  input?: string;
  directory?: string;
}

/** A program as a process of its own, what it prints, and what becomes of it. */
export class ChildProgram {
  stdout = '';
  stderr = '';
  /** The exit code, once it has ended and all of its output was read. */
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcessWithoutNullStreams;

  constructor(command: string, args: string[], { environment, input, directory }: ProgramOptions = {}) {
    this.child = spawn(command, args, {
      cwd: directory,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    });
    this.child.stdout.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.child.stdin.on('error', () => {}); // it may end without reading
    if (input !== undefined) this.child.stdin.end(input);
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  /** Types something. */
  type(text: string): void {
    this.child.stdin.write(text);
  }

  /** Waits until it has printed something; rejects when it ends without. */
  async until(pattern: RegExp): Promise<void> {
    let over = false;
    void this.ended.then(() => (over = true));
    const all = () => this.stdout + this.stderr;
    await eventually(`${pattern} is printed`, () => over || pattern.test(all()), 20_000);
    if (!pattern.test(all())) throw new Error(`It never printed ${pattern}:\n${all()}`);
  }

  /** Waits for its end. */
  async result(): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const code = await this.ended;
    return { code, stdout: this.stdout, stderr: this.stderr };
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
