import 'reflect-metadata';
import { Logger, type INestApplication } from '@nestjs/common';
import { createApp } from './create-app';
import { InvalidConfiguration, readConfig, type Config } from './platform/config';
import { DatabaseTaken, DatabaseUnreachable, ProcessLock } from './platform/database/process-lock';
import { traceOf } from './platform/error-trace';
import { writesJson } from './platform/server-logger';

/** Reasons not to start that people can do something about: told in plain words. */
const FORESEEN = [InvalidConfiguration, DatabaseTaken, DatabaseUnreachable];
/** Under the ten seconds that operators and supervisors are promised. */
const LONGEST_END_MS = 9500;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;
let ending = false;

/** What a person at the terminal needs to know: where it is, and how to get in. */
function greeting(config: Config, url: string): string {
  const address = config.publicUrl ?? url;
  const signIn = config.fenix
    ? `Sign in with Fénix (${config.fenix.baseUrl}).`
    : `Sign in as a made-up person: open the address and pick one, or go to ${address}/login?login_hint=ana\n` +
      '  WARNING: this is the stand-in, not Fénix. Whoever reaches this port can be anybody.';
  return `\n  Perto is at ${address}\n  ${signIn}\n  ${storage(config)}\n`;
}

const storage = ({ databaseUrl, dataDirectory, amqpUrl }: Config): string =>
  [
    databaseUrl ? 'MySQL' : `embedded database in ${dataDirectory}`,
    amqpUrl ? 'RabbitMQ' : 'queues in this process',
  ].join(', ');

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const app = await createApp(config);
  app.enableShutdownHooks([...STOP_SIGNALS], { useProcessExit: true });
  for (const signal of STOP_SIGNALS) process.once(signal, endInTime);
  void app.get(ProcessLock).taken.then((error) => giveUp(app, error.message));
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(
      event,
      (error: unknown) => void giveUp(app, `A fault in the program (${event})`, traceOf(error)),
    );
  await app.listen(config.port, config.host);
  const url = await app.getUrl();
  if (writesJson(config.logFormat)) logStart(config, url);
  else console.log(greeting(config, url));
}

/** The same for those who read the log by program. */
function logStart(config: Config, url: string): void {
  const logger = new Logger('Start');
  const address = config.publicUrl ?? url;
  logger.log(`Perto is at ${address} with ${storage(config)}`);
  if (!config.fenix)
    logger.warn(
      `This is the stand-in, not Fénix: whoever reaches this port can be anybody, as by ${address}/login?login_hint=ana`,
    );
}

/** Ends the process in order: it cannot be trusted any more, or its database is somebody else's now. */
async function giveUp(app: INestApplication, reason: string, trace?: string): Promise<void> {
  const logger = new Logger('End');
  logger.error(reason, trace);
  if (ending) return;
  ending = true;
  endInTime();
  await app.close().catch((failure: unknown) => logger.error(failure));
  process.exit(1);
}

/** Whatever still hangs on a part that does not answer: what was acknowledged is committed, and no more is waited for. */
function endInTime(): void {
  setTimeout(() => {
    new Logger('End').warn('Not everything ended in time; the process ends without it');
    process.exit(1);
  }, LONGEST_END_MS).unref();
}

main().catch((error: unknown) => {
  if (error instanceof Error && FORESEEN.some((known) => error instanceof known))
    console.error(error.message);
  else new Logger('Start').error(error);
  process.exit(1);
});
