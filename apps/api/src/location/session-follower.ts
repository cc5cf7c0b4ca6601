import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { loggedIn, loggedOut } from '../activity/activity-line';
import { UserStore } from '../auth/typeorm-user-store';
import { Clock } from '../platform/clock';
import type { Session, SessionObserver } from '../presence/session';
import { SessionRegistry } from '../presence/session-registry';
import { LiveMap } from './live-map';
import { MovementTeller } from './movement-teller';
import { Placement } from './placement';
import { PresenceLines } from './presence-lines';
import { UnattendedPositions } from './unattended-positions';

/** Puts people on the map when they come online, and takes them off when they leave. */
@Injectable()
export class SessionFollower implements SessionObserver, OnModuleInit {
  constructor(
    private readonly sessions: SessionRegistry,
    private readonly users: UserStore,
    private readonly map: LiveMap,
    private readonly placement: Placement,
    private readonly teller: MovementTeller,
    private readonly unattended: UnattendedPositions,
    private readonly lines: PresenceLines,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sessions.observe(this);
  }

  async arrived(session: Session, first: boolean): Promise<void> {
    if (first) await this.arrive(session);
  }

  attached(session: Session): void {
    this.teller.welcome(session);
  }

  async departed(
    session: Session,
    { last, resumable }: { last: boolean; resumable: boolean },
  ): Promise<void> {
    this.teller.forget(session);
    const user = session.holder.id;
    // Who was refused before arriving does not leave either: the position goes on waiting for a session.
    if (!last || !this.map.get(user)?.online) return;
    this.lines.addLater(loggedOut(user, this.map.get(user)?.reported?.building, this.clock.now()));
    this.teller.tell(resumable ? this.map.withdraw(user) : this.map.leave(user));
    if (!resumable) await this.unattended.erase(user);
  }

  /** Nobody can come back to it: the position that was kept goes too, unless it was reported since. */
  async ended({ holder: { id: user } }: Session): Promise<void> {
    if (this.sessions.isOnline(user) || this.sessions.isResumable(user) || this.unattended.has(user)) return;
    if (this.map.get(user)) await this.unattended.erase(user);
  }

  private async arrive({ holder: { id: user } }: Session): Promise<void> {
    const person = await this.users.find(user);
    await this.placement.refresh(user); // buildings may have changed since it was reported
    const building = this.map.get(user)?.reported?.building;
    await this.lines.add(loggedIn(user, building, this.clock.now()));
    this.teller.tell(
      this.map.appear(user, person?.name ?? user, person?.radius ?? LIMITS.defaultRadiusMetres),
    );
  }
}
