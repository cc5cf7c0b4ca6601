import { parseArgs } from 'node:util';
import { WALKING_SPEED } from './walk.mjs';

export const USAGE = `Simulated students who walk between the buildings of a running Perto, hear what bots and
people say, and report it as seen: so that whoever writes a bot sees it heard.

Usage: npm run simulate -- [options]

  --url URL        the server (PERTO_URL, else http://127.0.0.1:3002); it has to run the stand-in
  --students N     how many, 1 to 5000 (25)
  --building ID    all of them stay in and around this building
  --answer         some answer bots, greet each other and answer that
  --speed M        metres a second, 0.1 to 50 (${WALKING_SPEED}); who is faster also stays less long
  --seed N         other people on other ways; the same seed always has the same (1)
  --seconds N      leave after so long; without it they stay until Ctrl-C
  --quiet          say nothing but what went wrong, and the sum at the end
  --json           a JSON object for each event, one a line
  --help           this text

On a terminal a table is kept up to date (without colours where NO_COLOR is set); anywhere else
each event is a line.

Examples:
  npm run simulate
  npm run simulate -- --students 100 --answer
  npm run simulate -- --building 2448131361091 --seconds 60 --json
`;

/** What somebody asked for cannot be done as it was asked. */
export class WrongUsage extends Error {}

const NUMBERS = {
  students: { least: 1, most: 5000, whole: true },
  seed: { least: 0, most: 999_999, whole: true },
  speed: { least: 0.1, most: 50, whole: false },
  seconds: { least: 1, most: 31_536_000, whole: false },
};

/**
 * Reads the command line.
 *
 * @param {string[]} words
 * @param {Record<string, string | undefined>} environment
 * @throws WrongUsage that names the option
 */
export function readOptions(words, environment) {
  const given = parsed(words);
  return {
    url: addressOf(given.url ?? environment.PERTO_URL ?? 'http://127.0.0.1:3002'),
    students: numberOf('students', given.students) ?? 25,
    seed: numberOf('seed', given.seed) ?? 1,
    speed: numberOf('speed', given.speed) ?? WALKING_SPEED,
    seconds: numberOf('seconds', given.seconds),
    building: given.building,
    answers: given.answer === true,
    quiet: given.quiet === true,
    json: given.json === true,
    help: given.help === true,
  };
}

function parsed(words) {
  const text = { type: 'string' };
  const flag = { type: 'boolean' };
  try {
    return parseArgs({
      args: words,
      options: {
        ...{ url: text, students: text, seed: text, speed: text, seconds: text, building: text },
        ...{ answer: flag, quiet: flag, json: flag, help: { ...flag, short: 'h' } },
      },
    }).values;
  } catch (error) {
    throw new WrongUsage(error.message);
  }
}

function numberOf(name, text) {
  if (text === undefined) return undefined;
  const { least, most, whole } = NUMBERS[name];
  const number = Number(text);
  if (text.trim() === '' || !(number >= least && number <= most) || (whole && !Number.isInteger(number)))
    throw new WrongUsage(`--${name} must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`);
  return number;
}

function addressOf(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new WrongUsage(`--url must be an address that begins with http:// or https://, not ${text}.`);
  return url.origin;
}
