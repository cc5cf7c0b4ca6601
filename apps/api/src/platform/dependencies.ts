import { Injectable } from '@nestjs/common';

/** How an outside part is doing, as far as this process can tell without asking it now. */
export interface DependencyState {
  available: boolean;
  /** Why it is away, for operators: no addresses, no secrets. */
  reason?: string;
  /** Since when it has been so; milliseconds since the Unix epoch. */
  since: number;
}

/**
 * The outside parts that this process needs, and how each of them is doing.
 *
 * Whoever holds the connection to a part registers it; readiness and metrics ask.
 */
@Injectable()
export class Dependencies {
  private readonly readers = new Map<string, () => DependencyState>();

  /** `state` is asked often: it must answer at once, from what is known already. */
  register(name: string, state: () => DependencyState): void {
    this.readers.set(name, state);
  }

  /** The state of every part, in the order of registration. */
  states(): (DependencyState & { name: string })[] {
    return [...this.readers].map(([name, state]) => ({ name, ...state() }));
  }
}
