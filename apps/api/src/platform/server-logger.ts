import { inspect } from 'node:util';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { Config } from './config';
import { currentRequestId } from './request-context';

const LEVELS: Record<Config['logLevel'], LogLevel[]> = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
};

/** The framework's names of levels, as everybody else calls them. */
const LEVEL_NAMES: Record<LogLevel, string> = {
  fatal: 'error',
  error: 'error',
  warn: 'warn',
  log: 'info',
  debug: 'debug',
  verbose: 'debug',
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

/**
 * The server's log: for people on a terminal, else one JSON object a line.
 *
 * A line has `time`, `level`, `context` and `message`, and where there is one `request_id`
 * and `stack`. How the framework puts itself together shows at `debug` only.
 */
export class ServerLogger extends ConsoleLogger {
  private readonly level: Config['logLevel'];
  private readonly json: boolean;

  constructor({ logLevel, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>) {
    super({ logLevels: LEVELS[logLevel], prefix: 'Perto' });
    this.level = logLevel;
    this.json = writesJson(logFormat);
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

  protected override printMessages(
    messages: unknown[],
    context = '',
    level: LogLevel = 'log',
    stream: 'stdout' | 'stderr' = 'stdout',
    stack?: unknown,
  ): void {
    const requestId = currentRequestId();
    if (!this.json) {
      const place = requestId === undefined ? context : `${context} ${requestId}`;
      return super.printMessages(messages, place, level, stream, stack);
    }
    for (const message of messages) {
      const line = {
        time: new Date().toISOString(),
        level: LEVEL_NAMES[level],
        context,
        message: message instanceof Error ? message.message : textOf(message),
        request_id: requestId,
        stack: stack ?? (message instanceof Error ? message.stack : undefined),
      };
      process[stream].write(`${JSON.stringify(line)}\n`);
    }
  }

  protected override printStackTrace(stack: string): void {
    if (!this.json) super.printStackTrace(stack); // in JSON it is part of the line
  }
}

/** True when log lines are JSON: as configured, else wherever nobody watches a terminal. */
export function writesJson(format: Config['logFormat']): boolean {
  return format === 'auto' ? !process.stdout.isTTY : format === 'json';
}

const textOf = (message: unknown): string => (typeof message === 'string' ? message : inspect(message));
