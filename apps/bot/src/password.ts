import { EXIT, Stop } from './exit-code';
import type { Input } from './input';

/** The bot's password, from the environment or a terminal. @throws Stop */
export async function passwordOf(bot: string, environment: NodeJS.ProcessEnv, input: Input): Promise<string> {
  const given = environment['PERTO_BOT_PASSWORD'];
  if (given) return given;
  if (!input.isTerminal)
    throw new Stop(
      EXIT.usage,
      'Put the password into PERTO_BOT_PASSWORD: there is no terminal to ask for it.',
    );
  const typed = await input.hidden(`Password of ${bot}: `);
  if (!typed) throw new Stop(EXIT.usage, 'No password, nothing done.');
  return typed;
}
