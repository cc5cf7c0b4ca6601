import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { createApp } from './create-app';
import { InvalidConfiguration, readConfig, type Config } from './platform/config';
import { DatabaseTaken } from './platform/database/process-lock';

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
  await app.listen(config.port, config.host);
  console.log(greeting(config, await app.getUrl()));
}

main().catch((error: unknown) => {
  const foreseen = error instanceof InvalidConfiguration || error instanceof DatabaseTaken;
  if (foreseen) console.error(error.message);
  else new Logger('Start').error(error);
  process.exit(1);
});
