import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { Clock } from '../platform/clock';
import { briefTraceOf } from '../platform/error-trace';
import { SessionRegistry } from '../presence/session-registry';
import { UserTurns } from '../presence/user-turns';
import { LiveMap } from './live-map';
import { PositionStore } from './typeorm-position-store';

const SWEEP_MS = 1000;
/** After a restart, positions older than this are erased. */
const RESTORED_MS = 15 * 60 * 1000;

/**
 * Positions that no session answers for: reported before `new_client`, left over
 * from before a restart, or perhaps in the database against its word. Each is
 * erased a minute later unless a session has it by then.
 */
@Injectable()
export class UnattendedPositions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Location');
  /** When each was added; the oldest first. */
  private readonly since = new Map<UserId, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly map: LiveMap,
    private readonly positions: PositionStore,
    private readonly buildings: BuildingCatalogue,
    private readonly sessions: SessionRegistry,
    private readonly turns: UserTurns,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const now = this.clock.now();
    for (const { user, at, ...coordinates } of await this.positions.restore(now - RESTORED_MS)) {
      const building = this.buildings.holding(coordinates);
      this.map.stand(user, { at: coordinates, building, since: at });
      this.add(user, now);
    }
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  add(user: UserId, now: number): void {
    this.since.delete(user); // a later report counts from then: to the end of the line
    this.since.set(user, now);
  }

  /** Erases what has waited long enough. Costs nothing for those who have not. */
  async sweep(): Promise<void> {
    const due = this.clock.now() - LIMITS.pendingPositionSeconds * 1000;
    for (const [user, since] of this.since) {
      if (since > due) break;
      this.since.delete(user);
      await this.turns.run(user, () => this.eraseUnlessClaimed(user));
    }
  }

  private async eraseUnlessClaimed(user: UserId): Promise<void> {
    if (this.since.has(user)) return; // reported anew meanwhile
    const place = this.map.get(user);
    // Whoever came or may come back has what was reported, and nothing that the map does not know of.
    if (place?.reported && (place.online || this.sessions.isResumable(user))) return;
    await this.erase(user);
  }

  /** True when the user's position waits for a session. */
  has(user: UserId): boolean {
    return this.since.has(user);
  }

  /** Forgets a position at once; what the database cannot be told now, it is told later. */
  async erase(user: UserId): Promise<void> {
    if (!this.map.get(user)?.online) this.map.leave(user);
    try {
      await this.positions.write({ user, position: null, line: undefined });
    } catch (error) {
      this.logger.warn(`A position could not be erased; trying again: ${briefTraceOf(error)}`);
      this.add(user, this.clock.now());
    }
  }
}
