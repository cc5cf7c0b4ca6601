import { parseArgs } from 'node:util';
import { EXIT, Stop } from './exit-code';

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean', default: false } as const;

export type Task =
  | { kind: 'help' | 'version' }
  | ({ kind: 'state' | 'rotate' } & Common)
  | ({ kind: 'register'; building: string | undefined } & Common)
  | ({ kind: 'speak'; text: string | undefined; intervalMs: number | undefined; listen: boolean } & Common);

export interface Common {
  bot: string;
  url: string;
  json: boolean;
}

/** What the command line asks for. `text` is `-` where it is on standard input. @throws Stop */
export function readArguments(words: string[], environment: NodeJS.ProcessEnv): Task {
  const values = parse(words);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const { state, register, rotate, listen, message, interval, building, bot, json } = values;
  if (!bot) throw usage('Name the bot: -b NAME.');
  const common = {
    bot,
    url: address(values.url ?? (environment['PERTO_URL'] || 'http://127.0.0.1:3002')),
    json,
  };

  const tasks = [state, register, rotate, listen || message !== undefined].filter(Boolean).length;
  if (tasks !== 1) throw usage('Say one thing to do: -s, -r, -m TEXT, -l or --rotate.');
  if (building !== undefined && !register) throw usage('--building goes with -r.');
  if (interval !== undefined && message === undefined) throw usage('-i goes with -m.');
  if (state) return { kind: 'state', ...common };
  if (rotate) return { kind: 'rotate', ...common };
  if (register) return { kind: 'register', building, ...common };
  if (message?.trim() === '') throw usage('There is nothing to say.');
  return { kind: 'speak', text: message, intervalMs: milliseconds(interval), listen, ...common };
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        bot: { ...TEXT, short: 'b' },
        state: { ...FLAG, short: 's' },
        register: { ...FLAG, short: 'r' },
        building: TEXT,
        message: { ...TEXT, short: 'm' },
        interval: { ...TEXT, short: 'i' },
        listen: { ...FLAG, short: 'l' },
        rotate: FLAG,
        url: TEXT,
        json: FLAG,
        version: FLAG,
        help: { ...FLAG, short: 'h' },
      },
    }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function milliseconds(seconds: string | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  const length = /^\d+(\.\d+)?$/.test(seconds) ? Number(seconds) * 1000 : NaN;
  if (!(length >= 1000)) throw usage(`-i takes seconds, at least 1, and not '${seconds}'.`);
  return length;
}

function address(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw usage(`'${url}' is no address such as http://127.0.0.1:3002.`);
}

const usage = (message: string): Stop => new Stop(EXIT.usage, `${message}\nTry perto-bot --help.`);
