import { setTimeout as pause } from 'node:timers/promises';
import { AmqpConnection } from '@golevelup/nestjs-rabbitmq';
import { Logger } from '@nestjs/common';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { within } from './deadline';

/** Pause between two attempts to connect. */
const RECONNECT_SECONDS = 0.5;
/** A broker that says nothing for this long while a connection is made is given up. */
const CONNECT_SILENCE_MS = 3000;
const HEARTBEAT_SECONDS = 5;
const PROBE_PAUSE_MS = 500;
/** Without an answer for this long the broker is known to hang. */
const PROBE_DEADLINE_MS = 1000;
/** Without an answer for this long the connection is taken for dead, and cut. */
const CUT_AFTER_MS = 5000;
const CLOSE_DEADLINE_MS = 1000;

/** Asks the broker for anything that it has to answer; it may wait for ever. */
export type Probe = (channel: ConfirmChannel) => Promise<unknown>;

/** What the library says of itself; this class says the same in its own words, once. */
const SILENT = { log: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * One connection to RabbitMQ: it comes back by itself, and knows when it hangs.
 *
 * Connecting again is the library's part, noticing that it has to is ours.
 * The broker that is stopped, and the network that swallows, leave a connection
 * open that nothing comes through any more. Therefore the broker is asked all the
 * time, and a connection that does not answer is cut and made anew.
 */
export class BrokerConnection {
  private readonly logger = new Logger('Broker');
  private readonly whenOpen: ((model: ChannelModel) => void)[] = [];
  private model: ChannelModel | undefined;
  private blocked = false;
  private hanging = false;
  private lastFault: string | undefined = 'not connected yet';
  private changedAt = Date.now();
  private opened = 0;
  private ended = false;
  private readonly amqp: AmqpConnection;

  constructor(
    url: string,
    readonly name: string,
    private readonly probe: Probe,
  ) {
    this.amqp = new AmqpConnection({
      name,
      uri: url,
      connectionInitOptions: {
        wait: false,
        skipConnectionFailedLogging: true,
        skipDisconnectFailedLogging: true,
      },
      connectionManagerOptions: {
        heartbeatIntervalInSeconds: HEARTBEAT_SECONDS,
        reconnectTimeInSeconds: RECONNECT_SECONDS,
        connectionOptions: {
          timeout: CONNECT_SILENCE_MS,
          // Without it a lone confirmed publication waits 40 ms for a delayed acknowledgement.
          noDelay: true,
          clientProperties: { connection_name: `perto ${name}` },
        },
      },
      enableDirectReplyTo: false,
      registerHandlers: false,
      logger: SILENT,
    });
  }

  /** Why nothing gets through at the moment; undefined when it does. */
  get fault(): string | undefined {
    return this.lastFault;
  }

  /** Since when it has been as it is; milliseconds since the Unix epoch. */
  get since(): number {
    return this.changedAt;
  }

  /** Counts the connections so far: what was declared for one is not there for the next. */
  get generation(): number {
    return this.opened;
  }

  /** True while channels of this connection are of any use. */
  isCurrent(model: ChannelModel): boolean {
    return this.model === model && !this.ended;
  }

  /** Calls back for every connection that is made, and at once when there is one. */
  onOpen(callback: (model: ChannelModel) => void): void {
    this.whenOpen.push(callback);
    if (this.model) callback(this.model);
  }

  /** Begins to connect, and waits for how the first attempt goes; it never fails. */
  async start(): Promise<void> {
    await this.amqp.init();
    const { managedConnection } = this.amqp;
    await new Promise<void>((settled) => {
      managedConnection.on('connect', ({ connection }) => {
        this.use(connection as unknown as ChannelModel); // typed by the library as what it was in amqplib's past
        settled();
      });
      managedConnection.on('connectFailed', ({ err }) => {
        this.note(`no connection: ${reasonOf(err)}`);
        settled();
      });
    });
  }

  /** Says good-bye, without waiting long for an answer. */
  async stop(): Promise<void> {
    this.ended = true;
    await within(CLOSE_DEADLINE_MS, 'Closing the connection', this.amqp.close()).catch(() => this.cut());
    this.model = undefined; // the library does not always say so of a connection closed from this side
  }

  /** Cuts the connection as a fault of the network would; it is made again. */
  cut(): void {
    if (this.model) cut(this.model);
  }

  private use(model: ChannelModel): void {
    model.once('close', (error?: Error) => {
      this.model = undefined;
      this.blocked = this.hanging = false;
      this.note(`the connection was closed: ${error ? reasonOf(error) : 'by this side'}`);
    });
    model.on('error', () => undefined); // `close` follows, with the same error
    model.on('blocked', (reason: string) => {
      this.blocked = true;
      this.note(`the broker takes nothing: ${reason}`);
    });
    model.on('unblocked', () => {
      this.blocked = false;
      this.note(undefined);
    });
    this.model = model;
    this.opened++;
    if (this.ended) cut(model);
    this.note(undefined);
    void this.watch(model);
    for (const callback of this.whenOpen) callback(model);
  }

  /** Asks the broker something again and again as long as the connection stands. */
  private async watch(model: ChannelModel): Promise<void> {
    try {
      const channel = await model.createConfirmChannel();
      channel.on('error', () => undefined); // what is asked next fails
      while (this.isCurrent(model)) {
        await this.answered(model, this.probe(channel));
        await pause(PROBE_PAUSE_MS, undefined, { ref: false });
      }
    } catch (error) {
      if (!this.isCurrent(model)) return;
      this.logger.warn(`The connection "${this.name}" is cut: ${reasonOf(error)}`);
      cut(model);
    }
  }

  private async answered(model: ChannelModel, probing: Promise<unknown>): Promise<void> {
    const asked = Date.now();
    let answered = false;
    const answer = probing.then(() => (answered = true));
    while (!answered) {
      const waited = Date.now() - asked;
      await Promise.race([answer, pause(waited < PROBE_DEADLINE_MS ? PROBE_DEADLINE_MS : 250)]);
      // When it was this process that had no time, the answer lies there and is read in the next moment.
      if (!answered) await Promise.race([answer, pause(20)]);
      if (answered || !this.isCurrent(model)) break;
      this.hanging = true;
      this.note(this.lastFault ?? 'the broker does not answer');
      // While it takes nothing it reads nothing either; that it lives is seen by its heartbeat.
      if (!this.blocked && Date.now() - asked > CUT_AFTER_MS) throw new Error('the broker does not answer');
    }
    if (!this.hanging || !this.isCurrent(model)) return;
    this.hanging = false;
    this.note(undefined);
  }

  private note(fault: string | undefined): void {
    if (fault === undefined && (!this.model || this.blocked || this.hanging)) return;
    if (fault === this.lastFault) return;
    if ((fault === undefined) !== (this.lastFault === undefined)) this.changedAt = Date.now();
    this.lastFault = fault;
    if (this.ended) return;
    if (fault === undefined) this.logger.log(`The connection "${this.name}" works`);
    else this.logger.warn(`The connection "${this.name}" does not work: ${fault}`);
  }
}

/** amqplib has no way to end a connection without the broker's consent. */
function cut(model: ChannelModel): void {
  const { stream } = model.connection as unknown as { stream: { destroy(error: Error): void } };
  stream.destroy(new Error('cut by this side'));
}

/** What went wrong, without the address and the credentials that some errors carry. */
function reasonOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  return typeof message === 'string' ? message.split('\n')[0]!.replace(/amqps?:\/\/\S+/g, '…') : 'unknown';
}
