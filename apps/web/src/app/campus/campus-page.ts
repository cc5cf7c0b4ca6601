import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  signal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { Coordinates } from '@perto/contract';
import { Buildings } from '../buildings/buildings';
import { CampusMap } from '../campus-map/campus-map';
import { Clock } from '../clock/clock';
import { Connection } from '../connection/connection';
import { ConnectionBanner } from '../connection/connection-banner';
import { Announcer } from '../messages/announcer';
import { Audience } from '../messages/audience';
import { Composer } from '../messages/composer';
import { Conversations } from '../messages/conversations';
import { Drafts } from '../messages/drafts';
import { OpenConversation } from '../messages/open-conversation';
import { Outbox } from '../messages/outbox';
import { SeenReports } from '../messages/seen-reports';
import { Nearby } from '../people/nearby';
import { OwnPosition } from '../position/own-position';
import { PlaceEditor } from '../position/place-editor';
import { PlaceHeader } from '../position/place-header';
import { PositionHelp } from '../position/position-help';
import { isStale } from '../position/place-words';
import { PositionReporter } from '../position/position-reporter';
import { Reach } from '../reach/reach';
import { Session } from '../session/session';
import { Settings } from '../settings/settings';
import { Language } from '../texts/language';
import { Api } from '../wire/api';
import { BotNotice } from './bot-notice';
import { CampusView, type TabId } from './campus-view';
import { ConversationPane, conversationIn } from './conversation-pane';
import { LiveCampus } from './live-campus';
import { MessagesPanel } from './messages-panel';
import { PeoplePanel } from './people-panel';
import { Sheet } from './sheet';
import { SheetGrabber } from './sheet-grabber';
import { SideTabs, type Tab } from './side-tabs';
import { Writing } from './writing';

/** The one screen of whoever is signed in: the map, and beside it who is near and what is said. */
@Component({
  selector: 'perto-campus-page',
  imports: [
    BotNotice,
    CampusMap,
    Composer,
    ConnectionBanner,
    ConversationPane,
    MessagesPanel,
    PeoplePanel,
    PlaceEditor,
    PlaceHeader,
    PositionHelp,
    SheetGrabber,
    SideTabs,
  ],
  providers: [LiveCampus, Sheet, CampusView, Writing],
  templateUrl: './campus-page.html',
  styleUrl: './campus-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CampusPage {
  private readonly router = inject(Router);
  private readonly drafts = inject(Drafts);
  private readonly audience = inject(Audience);
  protected readonly outbox = inject(Outbox);
  private readonly seen = inject(SeenReports);
  private readonly reporter = inject(PositionReporter);
  private readonly settings = inject(Settings);
  protected readonly live = inject(LiveCampus);
  protected readonly view = inject(CampusView);
  protected readonly writing = inject(Writing);
  protected readonly session = inject(Session);
  protected readonly position = inject(OwnPosition);
  protected readonly nearby = inject(Nearby);
  protected readonly reach = inject(Reach);
  protected readonly conversations = inject(Conversations);
  protected readonly conversation = inject(OpenConversation);
  protected readonly connection = inject(Connection);
  protected readonly buildings = inject(Buildings);
  protected readonly sheet = inject(Sheet);
  protected readonly pause = inject(Api).pause;
  private readonly announcer = inject(Announcer);
  protected readonly announced = this.announcer.lines;
  protected readonly texts = inject(Language).texts;
  protected readonly now = inject(Clock).now;
  private readonly query = toSignal(inject(ActivatedRoute).queryParamMap);

  protected readonly leaving = signal(false);
  protected readonly signOutFailed = signal(false);

  protected readonly person = computed(() => this.session.person() ?? { id: '', name: '' });
  protected readonly buildingName = computed(() => this.nearby.building()?.name ?? this.reporter.building());
  protected readonly stale = computed(() => isStale(this.position.place(), this.now()));
  protected readonly notReported = this.reporter.failed;
  protected readonly tiles = computed(() => {
    const { tile_url: url, tile_attribution: attribution } = this.settings.all();
    return url ? { url, attribution } : null;
  });
  protected readonly mapBuildings = computed(() => {
    // The server may still hold an earlier place; on the map nobody is where the page does not show them.
    const own = this.position.place() ? this.nearby.building()?.id : undefined;
    const counts = this.buildings.people();
    const bots = this.conversations.botsOf();
    return this.buildings.all().map((building) => {
      const mine = building.id === own;
      // The same number as in the list of one's own building.
      const people = mine ? this.nearby.inBuilding().length : (counts.get(building.id) ?? 0);
      return { ...building, mine, people, bots: bots.get(building.id) ?? 0 };
    });
  });
  protected readonly tabs = computed((): Tab[] => {
    const { tabs } = this.texts();
    // Without a place a 0 would say that nobody is there.
    const placed = this.position.place() !== null;
    return [
      { id: 'nearby', label: tabs.nearby, ...(placed ? { count: this.nearby.inRange().length } : {}) },
      { id: 'building', label: tabs.building, ...(placed ? { count: this.nearby.inBuilding().length } : {}) },
      { id: 'messages', label: tabs.messages, unread: this.conversations.unread() },
    ];
  });

  constructor() {
    effect(() => this.conversation.open(conversationIn(this.query()?.get('with') ?? null)));
    effect(() => {
      const unread = this.conversations.unread();
      const { title } = this.texts().page;
      document.title = unread > 0 ? `(${unread}) ${title}` : title;
    });
    this.live.start();
    inject(DestroyRef).onDestroy(() => {
      this.live.stop();
      this.conversation.open(null);
      document.title = this.texts().page.title;
    });
  }

  protected openTab(id: string): void {
    this.view.openTab(id as TabId);
  }

  /** On the map: while people are being chosen a click chooses, as in the lists. */
  protected selectOnMap(id: string | null): void {
    const person = this.nearby.onMap().find((shown) => shown.id === id);
    if (this.writing.choosing() && person) this.writing.toggle(person);
    if (person && !this.view.placing()) {
      const near = this.nearby.inRange().includes(person);
      this.view.openTab(near ? 'nearby' : 'building');
    }
    this.view.select(id);
  }

  protected openPerson(id: string): void {
    if (this.writing.choosing()) return this.selectOnMap(id);
    this.view.select(id);
    void this.view.talk(id);
  }

  /** From the map: the lists change, the focus stays on the map. */
  protected openBuilding(id: string): void {
    this.view.showBuilding(id);
    const building = this.mapBuildings().find((shown) => shown.id === id);
    if (building) this.announcer.say(`${building.name}, ${this.texts().units.people(building.people)}`);
  }

  protected setPlace(place: Coordinates): void {
    this.position.setByHand(place);
    this.view.place(false);
  }

  protected useDevice(): void {
    this.position.useDevice();
    this.view.place(false);
  }

  protected async saveRange(metres: number): Promise<void> {
    if (await this.reach.save(metres)) await this.nearby.refresh();
  }

  protected async signOut(): Promise<void> {
    this.leaving.set(true);
    this.signOutFailed.set(false);
    try {
      await this.session.signOut();
      this.drafts.clear();
      this.outbox.clear();
      this.seen.clear();
      this.audience.reset();
      this.position.forgetHand();
      await this.router.navigateByUrl('/signed-out');
    } catch {
      this.signOutFailed.set(true);
    } finally {
      this.leaving.set(false);
    }
  }
}
