import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import type { Coordinates, Participant } from '@perto/contract';
import { Buildings } from '../buildings/buildings';
import { CampusMap } from '../campus-map/campus-map';
import { Clock } from '../clock/clock';
import { Connection } from '../connection/connection';
import { ConnectionBanner } from '../connection/connection-banner';
import { Icon } from '../icon/icon';
import { Audience, type AudienceKind } from '../messages/audience';
import { timeWords } from '../messages/bubbles';
import { Composer, type AudienceSummary } from '../messages/composer';
import { Drafts } from '../messages/drafts';
import { Inbox } from '../messages/inbox';
import { MessageList } from '../messages/message-list';
import { Outbox } from '../messages/outbox';
import { threadOf, type Outgoing } from '../messages/thread';
import { Nearby } from '../people/nearby';
import { PeopleList } from '../people/people-list';
import { firstNameOf, type Person } from '../people/person';
import { OwnPosition } from '../position/own-position';
import { PlaceEditor } from '../position/place-editor';
import { PlaceHeader } from '../position/place-header';
import { isStale, troubleWords } from '../position/place-words';
import { PositionReporter } from '../position/position-reporter';
import { RangeControl } from '../reach/range-control';
import { Reach } from '../reach/reach';
import { wider } from '../reach/reach-scale';
import { Session } from '../session/session';
import { Settings } from '../settings/settings';
import { Language } from '../texts/language';
import { inPlainWords } from '../wire/request-failed';
import { LiveCampus } from './live-campus';
import { Sheet } from './sheet';
import { SideTabs, type Tab } from './side-tabs';

type TabId = 'nearby' | 'building' | 'messages';

/** The one screen of whoever is signed in: the map, and beside it who is near and what is said. */
@Component({
  selector: 'perto-campus-page',
  imports: [
    CampusMap,
    Composer,
    ConnectionBanner,
    Icon,
    MessageList,
    PeopleList,
    PlaceEditor,
    PlaceHeader,
    RangeControl,
    SideTabs,
  ],
  providers: [LiveCampus, Sheet],
  templateUrl: './campus-page.html',
  styleUrl: './campus-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CampusPage {
  private readonly router = inject(Router);
  private readonly live = inject(LiveCampus);
  private readonly drafts = inject(Drafts);
  private readonly audience = inject(Audience);
  private readonly outbox = inject(Outbox);
  private readonly reporter = inject(PositionReporter);
  protected readonly session = inject(Session);
  protected readonly position = inject(OwnPosition);
  protected readonly nearby = inject(Nearby);
  protected readonly reach = inject(Reach);
  protected readonly inbox = inject(Inbox);
  protected readonly connection = inject(Connection);
  protected readonly buildings = inject(Buildings);
  protected readonly sheet = inject(Sheet);
  protected readonly texts = inject(Language).texts;
  protected readonly now = inject(Clock).now;
  private readonly settings = inject(Settings);
  private readonly composer = viewChild(Composer);

  protected readonly tab = signal<string>('nearby' satisfies TabId);
  protected readonly selected = signal<string | null>(null);
  protected readonly placing = signal(false);
  protected readonly leaving = signal(false);
  protected readonly signOutFailed = signal(false);

  protected readonly person = computed(() => this.session.person() ?? { id: '', name: '' });
  protected readonly buildingName = computed(() => this.nearby.building()?.name ?? this.reporter.building());
  protected readonly stale = computed(() => isStale(this.position.place(), this.now()));
  protected readonly notReported = this.reporter.failed;
  protected readonly trouble = computed(() =>
    troubleWords(this.position.deviceState(), this.position.ignoredFix(), this.texts()),
  );
  protected readonly tiles = computed(() => {
    const { tile_url: url, tile_attribution: attribution } = this.settings.all();
    return url ? { url, attribution } : null;
  });
  protected readonly mapBuildings = computed(() => {
    const mine = this.nearby.building()?.id;
    const count = this.nearby.inBuilding().length;
    return this.buildings
      .all()
      .map((building) => (building.id === mine ? { ...building, mine: { count } } : building));
  });
  protected readonly tabs = computed((): Tab[] => {
    const { tabs } = this.texts();
    return [
      { id: 'nearby', label: tabs.nearby, count: this.nearby.inRange().length },
      { id: 'building', label: tabs.building, count: this.nearby.inBuilding().length },
      { id: 'messages', label: tabs.messages, unread: this.inbox.unread() },
    ];
  });
  protected readonly thread = computed(() =>
    threadOf(
      this.inbox.history(),
      this.inbox.pulled(),
      this.outbox.pending(),
      this.session.id(),
      this.nameOf,
    ),
  );
  protected readonly draft = this.drafts.text;
  protected readonly choosing = computed(() => this.audience.kind() === 'chosen');
  protected readonly chosen = this.audience.chosen;
  protected readonly summary = computed((): AudienceSummary => {
    const people = this.audience.people();
    const building = this.nearby.building();
    const only = this.audience.kind() === 'chosen' && people.length === 1 ? people[0] : undefined;
    return {
      kind: this.audience.kind(),
      count: people.length,
      inRange: this.nearby.inRange().length,
      range: this.reach.shown(),
      ...(only ? { only: only.name } : {}),
      ...(building ? { building: { name: building.name, count: this.nearby.inBuilding().length } } : {}),
    };
  });
  protected readonly widerRange = computed(() => wider(this.reach.shown()));
  protected readonly rangeProblem = computed(() => {
    const problem = this.reach.problem();
    return problem ? this.texts().range.notSaved(inPlainWords(problem, this.texts())) : '';
  });
  protected readonly spoken = computed(() =>
    this.inbox.latest().map(({ key, id, message, arrivedAt }) => ({
      key,
      text: this.texts().messages.spoken(this.nameOf(id), message, timeWords(arrivedAt, this.texts())),
    })),
  );
  protected readonly reason = computed(() => (message: Outgoing) => this.whyNotSent(message));

  constructor() {
    this.live.start();
    inject(DestroyRef).onDestroy(() => this.live.stop());
    effect(() => {
      if (this.tab() === 'messages' && this.inbox.unread() > 0) untracked(() => this.inbox.markRead());
    });
  }

  /** What was asked for is seen: not below the place editor, nor below the edge of the screen. */
  protected openTab(id: string): void {
    this.tab.set(id);
    this.placing.set(false);
    if (this.sheet.stop() === 'peek') this.sheet.set('half');
  }

  /** On the map: while people are being chosen a click chooses, as in the lists. */
  protected selectOnMap(id: string | null): void {
    const person = this.nearby.onMap().find((shown) => shown.id === id);
    if (this.choosing() && person) this.audience.toggle(person);
    this.select(id);
  }

  protected select(id: string | null): void {
    this.selected.set(id);
    if (!id) return;
    const inList = (people: readonly Person[]): boolean => people.some((person) => person.id === id);
    if (inList(this.nearby.inRange())) this.tab.set('nearby');
    else if (inList(this.nearby.inBuilding())) this.tab.set('building');
    if (this.sheet.stop() === 'peek') this.sheet.set('half');
  }

  protected setPlace(place: Coordinates): void {
    this.position.setByHand(place);
    this.placing.set(false);
  }

  protected togglePlacing(on = !this.placing()): void {
    this.placing.set(on);
    if (on && this.sheet.stop() === 'full') this.sheet.set('half');
  }

  protected useDevice(): void {
    this.position.useDevice();
    this.placing.set(false);
  }

  protected async saveRange(metres: number): Promise<void> {
    if (await this.reach.save(metres)) await this.nearby.refresh();
  }

  protected useAudience(kind: AudienceKind): void {
    this.audience.use(kind);
    if (kind === 'chosen' && this.tab() === 'messages') this.tab.set('nearby');
    if (kind === 'chosen' && this.sheet.stop() === 'peek') this.sheet.set('half');
  }

  protected writeTo(person: Person): void {
    this.audience.only(person);
    this.composer()?.focus();
  }

  protected toggle(person: Person): void {
    this.audience.toggle(person);
  }

  protected type(text: string): void {
    this.drafts.change(text);
  }

  protected send(text: string): void {
    const recipients = this.audience
      .people()
      .map(({ id, name }): Participant => ({ kind: 'user', id, name }));
    if (recipients.length === 0) return;
    this.drafts.clear();
    this.tab.set('messages');
    this.placing.set(false);
    void this.outbox.send(text, recipients);
  }

  protected retry({ key }: Outgoing): void {
    void this.outbox.retry(key);
  }

  /** The text goes back to the field when that is empty: nothing typed is thrown away by a slip. */
  protected discard({ key, text }: Outgoing): void {
    this.outbox.discard(key);
    if (!this.draft()) this.drafts.change(text);
  }

  protected async signOut(): Promise<void> {
    this.leaving.set(true);
    this.signOutFailed.set(false);
    try {
      await this.session.signOut();
      this.drafts.clear();
      this.position.forgetHand();
      await this.router.navigateByUrl('/signed-out');
    } catch {
      this.signOutFailed.set(true);
    } finally {
      this.leaving.set(false);
    }
  }

  private readonly nameOf = (id: string): string => {
    const known = [...this.nearby.inRange(), ...this.nearby.inBuilding()].find((person) => person.id === id);
    if (known) return known.name;
    const written = this.inbox.history().flatMap(({ sender, recipients }) => [sender, ...recipients]);
    return written.findLast((participant) => participant.id === id)?.name ?? id;
  };

  private whyNotSent({ failure, unreachable = [], recipients }: Outgoing): string {
    const gone = unreachable[0];
    if (gone === undefined) return inPlainWords(failure, this.texts());
    const { messages } = this.texts();
    return messages.gone(firstNameOf(this.nameOf(gone)), recipients.length - unreachable.length);
  }
}
