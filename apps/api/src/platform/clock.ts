import { Injectable } from '@nestjs/common';

/** What time it is. Injected, so that a test can say otherwise. */
export abstract class Clock {
  /** Milliseconds since the Unix epoch. */
  abstract now(): number;
}

@Injectable()
export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }
}
