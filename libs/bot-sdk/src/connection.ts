import {
  EVENTS,
  type Acknowledgement,
  type ClientToServerEvents,
  type EventError,
  type NewBotAnswer,
  type ServerToClientEvents,
} from '@perto/contract';
import { io, type Socket } from 'socket.io-client';
import type { ConnectionState } from './connection-state';
import { asBotError, PertoBotError } from './error';
import { growingWait } from './growing-wait';
import type { Inbox } from './inbox';
import type { DeliveryReport } from './message';
import type { Pass, Tokens } from './tokens';
import { untilAnswered } from './until-answered';
import { pause, unlessAborted } from './waiting';

type BotSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

export interface ConnectionOptions {
  url: string;
  id: string;
  tokens: Tokens;
  inbox: Inbox;
  signal: AbortSignal;
  changed: (state: ConnectionState) => void;
  reported: (report: DeliveryReport) => void;
  failed: (error: PertoBotError) => void;
}

/** Why a connection ended. */
interface Ending {
  error?: PertoBotError;
  /** The server asked to wait so long, in milliseconds. */
  retryIn?: number;
}

const ANSWER_WITHIN_MS = 10_000;
const HANG_UP_WITHIN_MS = 1_000;
/** A connection that held so long was a good one: the next failure counts as the first. */
const GOOD_AFTER_MS = 10_000;
/** So many fresh tokens in a row are refused before that counts as final. */
const MOST_REFUSALS = 3;

/** Keeps the bot connected, whatever breaks, until it is closed or that cannot succeed any more. */
export class Connection {
  private session: string | undefined;
  private refusals = 0;
  private onlineSince: number | undefined;

  constructor(private readonly options: ConnectionOptions) {}

  /** @throws PertoBotError that is final; settles when the signal is aborted */
  async run(): Promise<void> {
    const { signal, changed } = this.options;
    for (let failures = 0; !signal.aborted;) {
      changed({ state: 'connecting' });
      this.onlineSince = undefined;
      const { error, retryIn } = await this.attempt();
      if (signal.aborted) return;
      if (error?.final && !this.mayRenew(error)) throw error;
      if (this.onlineSince !== undefined && Date.now() - this.onlineSince > GOOD_AFTER_MS) failures = 0;
      const wait = Math.max(growingWait(++failures), retryIn ?? 0, (error?.retryAfter ?? 0) * 1000);
      changed({ state: 'waiting', retryIn: Math.round(wait), ...(error && { error }) });
      await pause(wait, signal).catch(() => {}); // the loop sees it
    }
  }

  /** A token may be refused because it expired or was revoked: a fresh one says which. */
  private mayRenew({ code }: PertoBotError): boolean {
    return code === 'unauthenticated' && ++this.refusals < MOST_REFUSALS;
  }

  private async attempt(): Promise<Ending> {
    const { tokens, inbox } = this.options;
    let socket: BotSocket | undefined;
    try {
      for (;;) {
        const pass = await tokens.current();
        socket = io(this.options.url, {
          transports: ['websocket'],
          auth: { token: pass.token },
          timeout: ANSWER_WITHIN_MS,
          // Each attempt is made here: it needs a token, and says what the bot has already.
          reconnection: false,
          forceNew: true,
          autoConnect: false,
        });
        const ending = await this.live(socket, pass);
        if (ending !== 'renew') return ending;
        hangUp(socket);
        inbox.interrupt();
      }
    } catch (error) {
      return { error: asBotError(error) };
    } finally {
      if (socket) hangUp(socket);
      inbox.interrupt();
    }
  }

  /** One connection from its beginning to its end; `renew` when its token is about to expire. */
  private async live(socket: BotSocket, pass: Pass): Promise<Ending | 'renew'> {
    const { inbox, reported, signal } = this.options;
    let renewal: ReturnType<typeof setTimeout> | undefined;
    let retryIn: number | undefined;
    let said: EventError | undefined;
    socket.on(EVENTS.message, (message, acknowledge) => inbox.take(message, acknowledge));
    socket.on(EVENTS.deliveryReport, (reports) => reports.forEach((report) => reported(report)));
    socket.on(EVENTS.serverStopping, ({ retry_in }) => (retryIn = retry_in));
    socket.on(EVENTS.exception, (error) => (said = error));
    const ended = new Promise<Ending | 'renew'>((resolve, reject) => {
      socket.on('connect_error', (error) => reject(lost(this.options.url, error.message)));
      socket.on('disconnect', (reason) => {
        const error = said ? errorOf(said) : lost(this.options.url, reason);
        this.noteRefusal(error, pass);
        resolve({ error, retryIn });
      });
      // The new token first: without one the bot stays where it is for as long as the old one is good.
      const renew = () =>
        untilAnswered(() => this.options.tokens.current(), signal).then(() => resolve('renew'), reject);
      renewal = setTimeout(() => void renew(), pass.renewAt - Date.now());
    });
    ended.catch(() => {}); // it is awaited below, perhaps after it was rejected
    try {
      socket.connect();
      await unlessAborted(Promise.race([this.introduce(socket, pass), ended]), signal);
      return await unlessAborted(ended, signal);
    } finally {
      clearTimeout(renewal);
    }
  }

  private async introduce(socket: BotSocket, pass: Pass): Promise<void> {
    const { id, inbox, changed, failed } = this.options;
    const { session, onlineSince } = this;
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const answer = (await socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck(EVENTS.newBot, {
        id,
        ...(session !== undefined && { session_id: session }),
        ...(inbox.after !== undefined && { after: inbox.after }),
      })
      .catch(() => {
        throw lost(this.options.url, 'no answer');
      })) as Acknowledgement<NewBotAnswer>;
    if (!answer.ok) {
      const error = errorOf(answer.error);
      this.noteRefusal(error, pass);
      throw error;
    }
    this.session = answer.session_id;
    this.refusals = 0;
    this.onlineSince = onlineSince ?? Date.now();
    if (answer.reload)
      failed(
        new PertoBotError(
          'messages_skipped',
          'Too many messages came while the bot was away; some are only in the history.',
        ),
      );
    if (answer.reload || inbox.after === undefined) inbox.after = answer.last_message;
    changed({ state: 'online', building: answer.building ?? pass.building, resumed: answer.resumed });
  }

  private noteRefusal({ code }: PertoBotError, { token }: Pass): void {
    if (code === 'unauthenticated' || code === 'forbidden') this.options.tokens.refused(token);
  }
}

/** Ends a connection with a word. A frozen peer does not answer that, and would hold the process for half a minute. */
function hangUp(socket: BotSocket): void {
  const { ws } = (socket.io.engine?.transport ?? {}) as { ws?: { terminate?: () => void } };
  socket.disconnect();
  if (ws?.terminate)
    (setTimeout(() => ws.terminate?.(), HANG_UP_WITHIN_MS) as { unref?: () => void }).unref?.();
}

const errorOf = ({ code, message, errors }: EventError): PertoBotError =>
  new PertoBotError(code, message, errors && { errors });

const lost = (url: string, why: string): PertoBotError =>
  new PertoBotError('unreachable', `The connection to ${url} is lost (${why}).`);
