import { Injectable, computed, inject } from '@angular/core';
import { Nearby } from '../people/nearby';
import type { Person } from '../people/person';
import { Session } from '../session/session';
import { belongsTo, conversationsOf, isUnread } from './conversation';
import { Inbox } from './inbox';
import { OpenConversation } from './open-conversation';
import { Outbox } from './outbox';
import { SeenReports } from './seen-reports';
import { threadOf, type ThreadMessage } from './thread';

/** What was said with whom: the conversations, what is unread in each, and the one that is open. */
@Injectable({ providedIn: 'root' })
export class Conversations {
  private readonly inbox = inject(Inbox);
  private readonly outbox = inject(Outbox);
  private readonly opened = inject(OpenConversation);
  private readonly reports = inject(SeenReports);
  private readonly nearby = inject(Nearby);
  private readonly session = inject(Session);

  /** Latest first. */
  readonly all = computed(() => conversationsOf(this.thread(this.inbox.history())));
  readonly unread = computed(() => this.all().reduce((sum, one) => sum + one.unread, 0));
  /** How much is unread of each person. */
  readonly unreadOf = computed(
    (): ReadonlyMap<string, number> =>
      new Map(this.all().flatMap(({ id, unread }): [string, number][] => (unread ? [[id, unread]] : []))),
  );
  /** How many bots have written from each building, by its id. */
  readonly botsOf = computed((): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const { with: partner } of this.all()) {
      const building = partner?.kind === 'bot' ? partner.building?.id : undefined;
      if (building !== undefined) counts.set(building, (counts.get(building) ?? 0) + 1);
    }
    return counts;
  });
  /** Everything known of the open conversation. */
  readonly messages = computed(() => {
    const id = this.opened.id();
    return id === null ? [] : this.thread(this.opened.history()).filter((message) => belongsTo(id, message));
  });
  private readonly names = computed(() => {
    const written = this.opened.history().flatMap(({ sender, recipients }) => [sender, ...recipients]);
    const people = [...this.nearby.inBuilding(), ...this.nearby.inRange()];
    return new Map(
      [...written, ...people].flatMap(({ id, name }): [string, string][] => (name ? [[id, name]] : [])),
    );
  });

  /** The name of somebody who is near or wrote; the id of anybody else. */
  readonly nameOf = (id: string): string => this.names().get(id) ?? id;

  /** The person while near, else what is known from what was said. */
  person(id: string): Person {
    const known = [...this.nearby.inRange(), ...this.nearby.inBuilding()].find((person) => person.id === id);
    return known ?? { id, name: this.nameOf(id), building: null };
  }

  /** Everything known of the open conversation is before the reader's eyes, up to its newest message. */
  look(): void {
    this.reports.report(this.messages().flatMap((message) => (isUnread(message) ? (message.id ?? []) : [])));
  }

  private thread(history: ReturnType<Inbox['history']>): ThreadMessage[] {
    return threadOf(history, this.outbox.pending(), this.outbox.obstacle(), this.session.id());
  }
}
