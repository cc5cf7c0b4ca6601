import { Bot, type BotOptions } from './bot';
import { PertoBotError } from './error';

/**
 * Connects a bot, and keeps it connected.
 *
 * @throws PertoBotError that is final (`wrong_secret`, `bot_not_authorized`, …), or why it could not connect
 *   within `connectWithin`
 */
export async function connect(options: BotOptions): Promise<Bot> {
  const bot = new Bot(options);
  let trouble: PertoBotError | undefined;
  const forget = bot.onState((state) => {
    if (state.state === 'waiting') trouble = state.error ?? trouble;
  });
  const quiet = bot.onError(() => {}); // it is thrown
  const { connectWithin = 30_000 } = options;
  const giveUp = connectWithin < Infinity && setTimeout(() => void bot.close({ within: 0 }), connectWithin);
  try {
    bot.start();
    await bot.online();
    return bot;
  } catch (error) {
    throw error instanceof PertoBotError && error.final && error.code !== 'closed'
      ? error
      : (trouble ?? error);
  } finally {
    if (giveUp) clearTimeout(giveUp);
    forget();
    quiet();
  }
}
