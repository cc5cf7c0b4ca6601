import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { Config } from './config';

const LEVELS: Record<Config['logLevel'], LogLevel[]> = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
};

/** Contexts in which the framework reports its own start, line by line. */
const FRAMEWORK_CHATTER = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
  'WebSocketsController',
]);

/** The server's log on the console; how the framework puts itself together shows at `debug` only. */
export class ServerLogger extends ConsoleLogger {
  constructor(private readonly level: Config['logLevel']) {
    super({ logLevels: LEVELS[level], prefix: 'Perto' });
  }

  override log(message: unknown, ...context: unknown[]): void {
    if (this.level !== 'debug' && FRAMEWORK_CHATTER.has(String(context.at(-1)))) return;
    super.log(message, ...context);
  }

  override error(message: unknown, ...context: unknown[]): void {
    // A failed start is told by whoever started it, in words that fit; the framework would add a stack first.
    if (context.at(-1) === 'ExceptionHandler') return;
    super.error(message, ...context);
  }
}
