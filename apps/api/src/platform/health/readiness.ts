import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ReadinessAnswer } from '@perto/contract';
import { Dependencies } from '../dependencies';

/** Without these nothing works; without others most does: sign-in, the map and who is there need no broker. */
const INDISPENSABLE = new Set(['database']);

/** Whether this process should get requests; told from what is known, without asking anybody. */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private stopping = false;

  constructor(private readonly dependencies: Dependencies) {}

  /** The first thing that happens when the server stops. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  now(): ReadinessAnswer {
    const states = this.dependencies.states();
    const away = states.filter(({ available }) => !available);
    return {
      status: this.stopping
        ? 'stopping'
        : away.some(({ name }) => INDISPENSABLE.has(name))
          ? 'unavailable'
          : away.length > 0
            ? 'degraded'
            : 'ready',
      dependencies: states.map(({ name, available, reason, since }) => ({
        name,
        status: available ? 'available' : 'away',
        ...(available || reason === undefined ? {} : { reason }),
        since: new Date(since).toISOString(),
      })),
    };
  }
}
