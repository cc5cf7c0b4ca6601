import { Bot, connect, PertoBotError, type BotState, type Sent } from '@perto/bot-sdk';
import { EXIT, Stop } from './exit-code';
import type { Output } from './output';

export interface Speech {
  bot: string;
  url: string;
  password: string;
  /** Undefined: it listens only. */
  text: string | undefined;
  /** Undefined: it is said once. */
  intervalMs: number | undefined;
  listen: boolean;
  /** Ends it in order. */
  signal: AbortSignal;
}

/** A message to be sent once is not tried for longer. Milliseconds. */
const ONCE_WITHIN_MS = 30_000;
const CONNECT_WITHIN_MS = 20_000;

/** Says something once; a bot that is connected from somewhere else may do that too. */
export async function sayOnce(
  { bot: id, url, password: secret, text = '', signal }: Speech,
  output: Output,
): Promise<void> {
  const bot = new Bot({ url, id, secret, signal });
  bot.onError(() => {}); // it is thrown
  try {
    told(output, await bot.send(text, { deadline: ONCE_WITHIN_MS }));
  } finally {
    await bot.close();
  }
}

/** Stays connected: says something now and then, tells what comes back; settles when `signal` is aborted. */
export async function run(speech: Speech, state: BotState, output: Output): Promise<void> {
  const { bot: id, url, password: secret, text, intervalMs, signal } = speech;
  if (state === 'busy') throw new Stop(EXIT.busy, `${id} is connected from somewhere else.`);
  const bot = await connect({ url, id, secret, connectWithin: CONNECT_WITHIN_MS });
  const close = () => void bot.close();
  if (signal.aborted) close();
  signal.addEventListener('abort', close, { once: true });

  follow(bot, output);
  let refused: PertoBotError | undefined;
  if (text !== undefined) {
    const say = async () => {
      try {
        return told(output, await bot.send(text, { deadline: intervalMs ?? ONCE_WITHIN_MS }));
      } catch (error) {
        if (!(error instanceof PertoBotError) || !error.final) throw error;
        // The same text would be refused each time.
        refused ??= error;
        return void bot.close();
      }
    };
    if (intervalMs === undefined) bot.at(new Date(), say);
    else bot.every(intervalMs, say, { immediately: true });
  }
  await bot.stopped;
  if (refused && !signal.aborted) throw refused;
  output.mention({ event: 'closed', bot: id }, 'Closed.');
}

function follow(bot: Bot, output: Output): void {
  const connected = () => `${bot.id} is connected to ${bot.building?.name}. Ctrl-C ends it.`;
  output.mention({ event: 'connected', bot: bot.id, building: bot.building }, connected());
  bot.onState((now) => {
    if (now.state === 'online')
      output.mention({ event: 'connected', bot: bot.id, building: now.building }, connected());
    if (now.state !== 'waiting') return;
    const why = now.error?.message ?? 'The connection is lost.';
    const seconds = Math.ceil(now.retryIn / 1000);
    output.mention(
      { event: 'waiting', retry_in: now.retryIn, message: why },
      `${why} Next try in ${seconds} s.`,
      'yellow',
    );
  });
  bot.onMessage(({ id, text, from, sentAt }) => {
    const words = `${from.name ?? from.id}: ${text.replace(/\s*\n\s*/g, ' ⏎ ')}`;
    output.tell({ event: 'message', id, from, text, sent_at: sentAt.toISOString() }, words, 'bold');
  });
  bot.onReport((report) => {
    const { id, reached, delivered, seen } = report;
    output.tell(
      { event: 'report', ...report },
      `Message ${id}: ${delivered} of ${reached} have it, ${seen} saw it.`,
    );
  });
  bot.onError((error) => {
    if (!error.final)
      output.mention({ event: 'trouble', code: error.code, message: error.message }, error.message, 'yellow');
  });
}

function told(output: Output, { id, reached }: Sent): undefined {
  output.tell(
    { event: 'sent', id, reached },
    `Message ${id}: sent to ${reached} ${reached === 1 ? 'person' : 'people'}.`,
    'green',
  );
}
