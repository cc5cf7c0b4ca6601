import { Injectable, computed, effect, inject, linkedSignal, signal, untracked } from '@angular/core';
import { Buildings } from '../buildings/buildings';
import { Connection } from '../connection/connection';
import type { ConnectionState } from '../connection/connection-state';
import { Announcer } from '../messages/announcer';
import { Audience } from '../messages/audience';
import { Conversations } from '../messages/conversations';
import { Drafts } from '../messages/drafts';
import { Inbox } from '../messages/inbox';
import { OpenConversation } from '../messages/open-conversation';
import { Outbox } from '../messages/outbox';
import { SeenReports } from '../messages/seen-reports';
import { Nearby } from '../people/nearby';
import { OwnPosition } from '../position/own-position';
import { PositionReporter } from '../position/position-reporter';
import { Reach } from '../reach/reach';
import { Session } from '../session/session';
import { Language } from '../texts/language';
import { timeWords } from '../texts/times';

/** How long the connection waits for a first position, so that the arrival is told with a place. */
const FIRST_POSITION_WITHIN = 2_500;
/** Heads of buildings far away are counted this often: nobody is told of those. Milliseconds. */
const COUNT_EVERY = 30_000;

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
  private readonly conversations = inject(Conversations);
  private readonly opened = inject(OpenConversation);
  private readonly reports = inject(SeenReports);
  private readonly announcer = inject(Announcer);
  private readonly texts = inject(Language).texts;
  private settle?: () => void;
  private stopListening?: () => void;
  private counting?: ReturnType<typeof setInterval>;

  /** False from the moment the loss of the connection is told until it is back: attempts in between change nothing. */
  readonly connected = linkedSignal<ConnectionState['kind'], boolean>({
    source: () => this.connection.state().kind,
    computation: (kind, before) => kind === 'online' || (!isTold(kind) && (before?.value ?? true)),
  });

  /** Since when what is shown holds, in milliseconds since 1970, while nobody tells anything newer. */
  readonly knownAt = computed(() => (this.connected() ? null : this.nearby.knownAt()));

  /** Something of one's own is stored that is not shown, nor on its way from here. */
  private readonly behind = signal(false);

  constructor() {
    // What is on its way may be that very message: it is not shown twice until it is answered.
    effect(() => {
      if (!this.behind() || this.outbox.queued()) return;
      this.behind.set(false);
      untracked(() => void this.inbox.refresh());
    });
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
    this.audience.load();
    this.outbox.load();
    this.reports.load();
    this.announcer.clear();
    this.stopListening = this.inbox.whenArriving((arrivals) => {
      for (const { sender, message, sent_at } of arrivals) {
        const name = sender.name ?? this.conversations.nameOf(sender.id);
        const time = timeWords(Date.parse(sent_at), this.texts());
        this.announcer.say(this.texts().messages.spoken(name, message, time));
      }
    });
    this.counting = setInterval(() => this.countHeads(), COUNT_EVERY);
    this.position.start();
    void this.buildings.load();
    void this.inbox.refresh();
    this.connection.start({
      prepare: async () => {
        await this.firstPosition();
        await this.reporter.repeat();
      },
      after: () => this.inbox.newestReceived(),
      online: (missedAfter) => {
        if (missedAfter !== undefined) this.inbox.miss(missedAfter);
        void this.nearby.refresh();
        void this.buildings.countHeads();
        void this.reports.flush();
        // What one's other tabs sent meanwhile, and how far one's own came, stands in the history alone; it is
        // read when what waits is sent, so that nothing is shown twice.
        void this.outbox.comeBack().then(() => this.inbox.refresh());
        if (this.buildings.all().length === 0) void this.buildings.load();
      },
      moved: () => void this.nearby.refresh(),
      message: (message) => this.inbox.take(message),
      receipts: (receipts) => {
        if (this.inbox.receipts(receipts)) this.behind.set(true);
        this.opened.receipts(receipts);
      },
      seen: (ids) => {
        this.inbox.seen(ids);
        this.opened.seen(ids);
      },
    });
  }

  stop(): void {
    clearInterval(this.counting);
    this.stopListening?.();
    this.reports.stop();
    this.connection.stop();
    this.position.stop();
    this.reporter.stop();
    this.nearby.stop();
    this.inbox.stop();
    this.outbox.stop();
    this.audience.stop();
  }

  private countHeads(): void {
    const looking = document.visibilityState !== 'hidden';
    if (looking && this.connection.state().kind === 'online') void this.buildings.countHeads();
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

/** Whether one is told that the connection is lost. */
function isTold(kind: ConnectionState['kind']): boolean {
  return kind === 'lost' || kind === 'offline';
}
