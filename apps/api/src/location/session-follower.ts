import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { loggedIn, loggedOut } from '../activity/activity-line';
import { ActivityLog } from '../activity/typeorm-activity-log';
import { UserStore } from '../auth/typeorm-user-store';
import { Clock } from '../platform/clock';
import type { Session, SessionObserver } from '../presence/session';
import { SessionRegistry } from '../presence/session-registry';
import { LiveMap } from './live-map';
import { MovementTeller } from './movement-teller';
import { PositionStore } from './typeorm-position-store';
import { UnattendedPositions } from './unattended-positions';

/** Puts people on the map when they come online, and takes them off when they leave. */
@Injectable()
export class SessionFollower implements SessionObserver, OnModuleInit {
  constructor(
    private readonly sessions: SessionRegistry,
    private readonly users: UserStore,
    private readonly map: LiveMap,
    private readonly teller: MovementTeller,
    private readonly positions: PositionStore,
    private readonly unattended: UnattendedPositions,
    private readonly activity: ActivityLog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sessions.observe(this);
  }

  async opened(session: Session, first: boolean): Promise<void> {
    if (first) await this.arrive(session);
    this.teller.welcome(session);
  }

  async ended(session: Session, last: boolean): Promise<void> {
    this.teller.forget(session);
    const { user } = session;
    // Who was refused before arriving does not leave either: the position goes on waiting for a session.
    if (!last || !this.map.get(user)?.online) return;
    const now = this.clock.now();
    this.teller.tell(this.map.leave(user));
    try {
      await this.positions.write({ user, position: null, line: loggedOut(user, now) });
    } catch (error) {
      this.unattended.add(user, now);
      throw error;
    }
  }

  private async arrive({ user }: Session): Promise<void> {
    const person = await this.users.find(user);
    const building = this.map.get(user)?.reported?.building;
    await this.activity.add([loggedIn(user, building?.name, this.clock.now())]);
    this.teller.tell(
      this.map.appear(user, person?.name ?? user, person?.radius ?? LIMITS.defaultRadiusMetres),
    );
  }
}
