import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from './workspace';

interface Ready {
  databaseUrl: string;
  amqpUrl: string;
  /** A port for the API that stays free while it is away. */
  port: number;
}

type Said =
  | { ready: Ready; failed?: undefined; call?: undefined }
  | { failed: string; ready?: undefined; call?: undefined }
  | { call: number; result?: unknown; error?: string; ready?: undefined; failed?: undefined };

/** A service that can be maltreated. */
export interface Service {
  /** SIGKILL to all its processes; returns when they are gone. */
  kill(): Promise<void>;
  /** SIGSTOP: its connections stay open and silent. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Starts it again on the same port and data; returns when it serves. */
  start(): Promise<void>;
}

export interface Broker extends Service {
  /** Runs rabbitmqctl; answers what it printed. */
  control(...args: string[]): Promise<string>;
}

export interface Database extends Service {
  /** Takes all the space that is left on its volume, and gives it back. */
  fill(): Promise<void>;
  empty(): Promise<void>;
}

/** A database and a broker of our own, in a program that outlives no test run (tools/fault-services.mjs). */
export class Services {
  private readonly calls = new Map<number, (said: { result?: unknown; error?: string }) => void>();
  private lastCall = 0;

  private constructor(
    private readonly program: ChildProcess,
    readonly at: Ready,
  ) {
    program.on('message', (said: Said) => {
      if (said.call !== undefined) this.calls.get(said.call)?.(said);
    });
  }

  /** @throws Error that says why they cannot be had here */
  static async start(options: { volumeMegabytes?: number } = {}): Promise<Services> {
    const size = options.volumeMegabytes === undefined ? [] : [String(options.volumeMegabytes)];
    const program = fork(join(ROOT, 'tools/fault-services.mjs'), size, { cwd: ROOT, execArgv: [] });
    const [said] = (await once(program, 'message')) as [Said];
    if (!said.ready) throw new Error(said.failed ?? 'The services did not start');
    return new Services(program, said.ready);
  }

  readonly database: Database = {
    ...this.controls('database'),
    fill: () => this.ask('database', 'fill') as Promise<void>,
    empty: () => this.ask('database', 'empty') as Promise<void>,
  };

  readonly broker: Broker = {
    ...this.controls('broker'),
    control: (...args) => this.ask('broker', 'control', args) as Promise<string>,
  };

  async stop(): Promise<void> {
    const gone = once(this.program, 'exit');
    this.program.disconnect();
    await gone;
  }

  private controls(service: string): Service {
    const to = (action: string) => () => this.ask(service, action) as Promise<void>;
    return { kill: to('kill'), freeze: to('freeze'), thaw: to('thaw'), start: to('start') };
  }

  private ask(service: string, action: string, ...args: unknown[]): Promise<unknown> {
    const call = ++this.lastCall;
    return new Promise((resolve, reject) => {
      this.calls.set(call, ({ result, error }) => {
        this.calls.delete(call);
        if (error === undefined) resolve(result);
        else reject(new Error(`${service} ${action}: ${error}`));
      });
      this.program.send({ call, service, action, args });
    });
  }
}
