import { rotateSecret } from '@perto/bot-sdk';
import { readArguments, type Common, type Task } from './arguments';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code';
import { HELP } from './help';
import { Input } from './input';
import { Output } from './output';
import { passwordOf } from './password';
import { register } from './register';
import { run, sayOnce } from './speak';
import { requireAuthorized, showState } from './state';

declare const VERSION: string;

const { stdin, stdout, stderr, env, argv } = process;
const words = argv.slice(2);
const output = new Output(words.includes('--json'), stdout, stderr, Boolean(env['NO_COLOR']));
const input = new Input(stdin, stderr);
const ending = new AbortController();
let connected = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    // A connected bot is closed in order; everything else, and whoever insists, ends at once.
    if (!connected || ending.signal.aborted) process.exit(EXIT.interrupted);
    ending.abort();
  });
// Whoever read our output has gone, as `head` does: there is nobody to tell anything.
for (const stream of [stdout, stderr]) stream.on('error', () => process.exit(EXIT.ok));

try {
  process.exitCode = await perform(readArguments(words, env));
} catch (error) {
  process.exitCode = ending.signal.aborted ? EXIT.interrupted : exitCodeOf(error);
  if (!ending.signal.aborted)
    output.fail(process.exitCode, error instanceof Error ? error.message : String(error));
}

async function perform(task: Task): Promise<ExitCode> {
  switch (task.kind) {
    case 'help':
      stdout.write(HELP);
      return EXIT.ok;
    case 'version':
      stdout.write(`${VERSION}\n`);
      return EXIT.ok;
    case 'state':
      return showState(task, output);
    case 'register':
      await register(task, input, output);
      return EXIT.ok;
    case 'rotate':
      await rotate(task);
      return EXIT.ok;
    case 'speak':
      await speak(task);
      return EXIT.ok;
  }
}

async function rotate({ bot, url }: Common): Promise<void> {
  const secret = await passwordOf(bot, env, input);
  const password = await rotateSecret({ url, id: bot, secret });
  output.mention(
    { event: 'rotated', bot },
    `This is the new password of ${bot}. The old one is worth nothing any more:`,
    'green',
  );
  output.tell({ event: 'password', bot, password }, password, 'bold');
}

async function speak({ text: given, ...task }: Task & { kind: 'speak' }): Promise<void> {
  const state = await requireAuthorized(task);
  const password = await passwordOf(task.bot, env, input);
  const text = given === '-' ? await input.all() : given;
  const speech = { ...task, text, password, signal: ending.signal };
  connected = true;
  const once = task.intervalMs === undefined && !task.listen;
  await (once ? sayOnce(speech, output) : run(speech, state, output));
}
