import { Injectable, effect, inject, untracked } from '@angular/core';
import { Buildings } from '../buildings/buildings';
import { Connection } from '../connection/connection';
import { Audience } from '../messages/audience';
import { Drafts } from '../messages/drafts';
import { Inbox } from '../messages/inbox';
import { Outbox } from '../messages/outbox';
import { Nearby } from '../people/nearby';
import { OwnPosition } from '../position/own-position';
import { PositionReporter } from '../position/position-reporter';
import { Reach } from '../reach/reach';
import { Session } from '../session/session';

/** How long the connection waits for a first position, so that the arrival is told with a place. */
const FIRST_POSITION_WITHIN = 2_500;

/** Keeps the stores in step with the server while somebody is signed in: position, connection, lists, messages. */
@Injectable()
export class LiveCampus {
  private readonly session = inject(Session);
  private readonly position = inject(OwnPosition);
  private readonly reporter = inject(PositionReporter);
  private readonly connection = inject(Connection);
  private readonly nearby = inject(Nearby);
  private readonly inbox = inject(Inbox);
  private readonly outbox = inject(Outbox);
  private readonly drafts = inject(Drafts);
  private readonly audience = inject(Audience);
  private readonly buildings = inject(Buildings);
  private readonly reach = inject(Reach);
  private settle?: () => void;

  constructor() {
    effect(() => {
      const place = this.position.place();
      untracked(() => place && this.reporter.report(place));
    });
    effect(() => {
      if (this.position.settled()) untracked(() => this.settle?.());
    });
    // Another building or the first place changes one's own lists; the server tells only what others do.
    effect(() => {
      const reported = this.reporter.reported();
      untracked(() => reported && this.connection.state().kind === 'online' && void this.nearby.refresh());
    });
  }

  start(): void {
    this.reach.adopt(this.session.person()?.radious ?? this.reach.saved());
    this.drafts.load();
    this.position.start();
    void this.buildings.load();
    void this.inbox.refresh();
    this.connection.start({
      prepare: async () => {
        await this.firstPosition();
        await this.reporter.repeat();
      },
      online: () => {
        void this.nearby.refresh();
        void this.inbox.receive();
        if (this.buildings.all().length === 0) void this.buildings.load();
      },
      moved: () => void this.nearby.refresh(),
      message: () => void this.inbox.receive(),
    });
  }

  stop(): void {
    this.connection.stop();
    this.position.stop();
    this.reporter.stop();
    this.nearby.stop();
    this.inbox.stop();
    this.outbox.stop();
    this.audience.stop();
  }

  private async firstPosition(): Promise<void> {
    if (this.position.settled()) {
      const place = this.position.place();
      if (place) this.reporter.report(place);
      return;
    }
    await new Promise<void>((resolve) => {
      this.settle = resolve;
      setTimeout(resolve, FIRST_POSITION_WITHIN);
    });
    const place = this.position.place();
    if (place) this.reporter.report(place);
  }
}
