import { Logger } from '@nestjs/common';
import { briefTraceOf, traceOf } from './error-trace';
import type { PertoError } from './errors';

const QUIET_MS = 1000;

/**
 * Writes down what failed through no fault of the caller.
 *
 * While a part is away everybody's requests fail in the same way, thousands in a
 * minute: of those one line a second is written, with how many there were since.
 */
export class FailureLog {
  private readonly logger: Logger;
  private quietUntil = 0;
  private leftOut = 0;

  constructor(context: string) {
    this.logger = new Logger(context);
  }

  /** `known` is what the caller is told of `error`. */
  note(line: string, error: unknown, known: PertoError): void {
    if (known.code === 'unavailable') this.noteUnavailable(line, error);
    else if (known.status >= 500) this.logger.error(line, traceOf(error));
  }

  private noteUnavailable(line: string, error: unknown): void {
    const now = performance.now();
    if (now < this.quietUntil) {
      this.leftOut++;
      return;
    }
    const others = this.leftOut > 0 ? ` (and ${this.leftOut} more before it)` : '';
    this.logger.warn(`${line}: ${briefTraceOf(error)}${others}`);
    this.quietUntil = now + QUIET_MS;
    this.leftOut = 0;
  }
}
