import { Injectable } from '@nestjs/common';
import { EVENTS, LIMITS, type Coordinates } from '@perto/contract';
import { distanceMetres } from '@perto/geo';
import type { UserId } from '../auth/sign-in';
import { Clock } from '../platform/clock';
import type { Connection, Session, SessionId } from '../presence/session';
import { SessionRegistry } from '../presence/session-registry';
import type { Ripple } from './live-map';

interface Told {
  /** Milliseconds since the Unix epoch. */
  lastAt: number;
  /** The connection that was told then. */
  toldOn: Connection | undefined;
  /** Set while something waits for the window to pass. */
  timer: NodeJS.Timeout | undefined;
  /** The connection that something waits for, because it takes nothing just now. */
  heldBackBy: Connection | undefined;
  /** Where people were when this session was last told; only those who moved since. */
  positions: Map<UserId, Coordinates>;
}

/**
 * Tells sessions that their lists changed or that somebody in them moved.
 *
 * At most once per session in a window; the last change is always told. A
 * movement counts from where the session was last told, so that many small
 * steps add up and trembling on the spot is not told at all.
 */
@Injectable()
export class MovementTeller {
  private readonly told = new Map<SessionId, Told>();

  constructor(
    private readonly sessions: SessionRegistry,
    private readonly clock: Clock,
  ) {}

  tell({ listsChanged, moved }: Ripple): void {
    for (const user of listsChanged) for (const session of this.sessions.of(user)) this.announce(session);
    for (const viewer of moved?.viewers ?? [])
      for (const session of this.sessions.of(viewer)) if (moved) this.step(session, moved);
  }

  /** Announces on a connection that came, unless it was told something already. */
  welcome(session: Session): void {
    if (this.recordOf(session.id).toldOn !== session.connection) this.announce(session);
  }

  /** Announces to one session, once its window allows. */
  private announce(session: Session): void {
    const told = this.recordOf(session.id);
    if (this.isPending(session, told)) return;
    const window = LIMITS.movementWindowMilliseconds;
    const wait = Math.min(told.lastAt + window - this.clock.now(), window); // the clock may be put back
    if (wait <= 0) return this.emit(session, told);
    told.timer = setTimeout(() => this.emit(session, told), wait);
    told.timer.unref();
  }

  forget(session: Session): void {
    clearTimeout(this.told.get(session.id)?.timer);
    this.told.delete(session.id);
  }

  private step(session: Session, { mover, from, to }: NonNullable<Ripple['moved']>): void {
    const told = this.recordOf(session.id);
    if (this.isPending(session, told)) return; // what happens until then is part of the same news
    const start = told.positions.get(mover) ?? from;
    if (distanceMetres(start, to) >= LIMITS.movementMetres) this.announce(session);
    else told.positions.set(mover, start);
  }

  private emit(session: Session, told: Told): void {
    told.timer = undefined;
    const { connection } = session;
    if (!connection) return; // the next one is welcomed
    if (connection.congested) return this.holdBack(session, told, connection);
    told.lastAt = this.clock.now();
    told.toldOn = connection;
    told.positions.clear();
    connection.emit(EVENTS.newMovement);
  }

  /** A client that is slow to take its news gets one piece of it, not all that piled up. */
  private holdBack(session: Session, told: Told, connection: Connection): void {
    told.heldBackBy = connection;
    connection.whenDrained(() => {
      if (told.heldBackBy === connection) told.heldBackBy = undefined;
      if (session.connection === connection && this.told.get(session.id) === told) this.emit(session, told);
    });
  }

  private isPending(session: Session, told: Told): boolean {
    const held = told.heldBackBy !== undefined && told.heldBackBy === session.connection;
    return held || told.timer !== undefined;
  }

  private recordOf(session: SessionId): Told {
    let told = this.told.get(session);
    if (!told) {
      told = {
        lastAt: -Infinity,
        toldOn: undefined,
        timer: undefined,
        heldBackBy: undefined,
        positions: new Map(),
      };
      this.told.set(session, told);
    }
    return told;
  }
}
