import { PertoBotError } from '@perto/bot-sdk';

/** What the program ends with; `--help` tells the same. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  notAuthorized: 3,
  wrongPassword: 4,
  unreachable: 5,
  busy: 6,
  unknown: 7,
  taken: 8,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the program: with words for people, and a code for programs. */
export class Stop extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

const CODES: Readonly<Record<string, ExitCode>> = {
  bot_not_authorized: EXIT.notAuthorized,
  wrong_secret: EXIT.wrongPassword,
  bot_busy: EXIT.busy,
  not_found: EXIT.unknown,
  id_taken: EXIT.taken,
  invalid_request: EXIT.usage,
  deadline: EXIT.unreachable,
};

/** The exit code of any failure. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof Stop) return error.exitCode;
  if (!(error instanceof PertoBotError)) return EXIT.failed;
  return CODES[error.code] ?? (error.final ? EXIT.failed : EXIT.unreachable);
}
