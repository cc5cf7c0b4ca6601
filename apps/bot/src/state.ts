import { checkBot, type BotState } from '@perto/bot-sdk';
import { EXIT, Stop, type ExitCode } from './exit-code';
import type { Output } from './output';

const WORDS: Record<BotState, string> = {
  unregistered: 'is not registered',
  unauthorized: 'is registered, and not authorised by an admin',
  available: 'is authorised, and not connected',
  busy: 'is connected',
};
const CODES: Record<BotState, ExitCode> = {
  unregistered: EXIT.unknown,
  unauthorized: EXIT.notAuthorized,
  available: EXIT.ok,
  busy: EXIT.ok,
};

interface Asked {
  bot: string;
  url: string;
}

export async function showState({ bot, url }: Asked, output: Output): Promise<ExitCode> {
  const state = await checkBot({ url, id: bot });
  output.tell(
    { event: 'state', bot, state },
    `${bot} ${WORDS[state]}.`,
    CODES[state] === EXIT.ok ? 'green' : 'yellow',
  );
  return CODES[state];
}

/** Says at once what would be in the way, before anybody types a password. @throws Stop */
export async function requireAuthorized({ bot, url }: Asked): Promise<BotState> {
  const state = await checkBot({ url, id: bot });
  if (CODES[state] !== EXIT.ok) throw new Stop(CODES[state], `${bot} ${WORDS[state]}.`);
  return state;
}
