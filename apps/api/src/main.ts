import 'reflect-metadata';
import { Logger, type INestApplication } from '@nestjs/common';
import { createApp } from './create-app';
import { InvalidConfiguration, readConfig, type Config } from './platform/config';
import { DatabaseTaken, DatabaseUnreachable, ProcessLock } from './platform/database/process-lock';

/** Reasons not to start that people can do something about: told in plain words. */
const FORESEEN = [InvalidConfiguration, DatabaseTaken, DatabaseUnreachable];
const LONGEST_END_MS = 10_000;

/** What a person at the terminal needs to know: where it is, and how to get in. */
function greeting(config: Config, url: string): string {
  const address = config.publicUrl ?? url;
  const signIn = config.fenix
    ? `Sign in with Fénix (${config.fenix.baseUrl}).`
    : `Sign in as a made-up person: open the address and pick one, or go to ${address}/login?login_hint=ana\n` +
      '  WARNING: this is the stand-in, not Fénix. Whoever reaches this port can be anybody.';
  const storage = [
    config.databaseUrl ? 'MySQL' : `embedded database in ${config.dataDirectory}`,
    config.amqpUrl ? 'RabbitMQ' : 'queues in this process',
  ].join(', ');
  return `\n  Perto is at ${address}\n  ${signIn}\n  ${storage}\n`;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const app = await createApp(config);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  void app.get(ProcessLock).taken.then((error) => giveUp(app, error));
  await app.listen(config.port, config.host);
  console.log(greeting(config, await app.getUrl()));
}

/** Ends the process in order: its database is somebody else's now. */
async function giveUp(app: INestApplication, error: DatabaseTaken): Promise<void> {
  const logger = new Logger('Database');
  logger.fatal(error.message);
  setTimeout(() => process.exit(1), LONGEST_END_MS);
  await app.close().catch((failure: unknown) => logger.error(failure));
  process.exit(1);
}

main().catch((error: unknown) => {
  if (error instanceof Error && FORESEEN.some((known) => error instanceof known))
    console.error(error.message);
  else new Logger('Start').error(error);
  process.exit(1);
});
