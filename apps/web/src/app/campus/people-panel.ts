import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import { Buildings } from '../buildings/buildings';
import { Icon } from '../icon/icon';
import { Audience } from '../messages/audience';
import { SEVERAL } from '../messages/conversation';
import { Conversations } from '../messages/conversations';
import { Nearby } from '../people/nearby';
import { BuildingList } from '../people/building-list';
import { PeopleList } from '../people/people-list';
import { PeopleSkeleton } from '../people/people-skeleton';
import type { Person, PersonNews } from '../people/person';
import { OwnPosition } from '../position/own-position';
import { RangeControl } from '../reach/range-control';
import { Reach } from '../reach/reach';
import { wider } from '../reach/reach-scale';
import { Language } from '../texts/language';
import { Api } from '../wire/api';
import { inPlainWords } from '../wire/request-failed';
import { CampusView } from './campus-view';
import { LiveCampus } from './live-campus';
import { Writing } from './writing';

/** What was said within this time stands in a row instead of the place. Milliseconds. */
const RECENT = 12 * 3_600_000;

/** The tabs of people: who is in range, or who is in a building. */
@Component({
  selector: 'perto-people-panel',
  imports: [BuildingList, Icon, PeopleList, PeopleSkeleton, RangeControl],
  templateUrl: './people-panel.html',
  styleUrls: ['./aside.css', './people-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PeoplePanel {
  private readonly audience = inject(Audience);
  private readonly conversations = inject(Conversations);
  private readonly buildings = inject(Buildings);
  protected readonly live = inject(LiveCampus);
  protected readonly view = inject(CampusView);
  protected readonly writing = inject(Writing);
  protected readonly nearby = inject(Nearby);
  protected readonly position = inject(OwnPosition);
  protected readonly reach = inject(Reach);
  protected readonly texts = inject(Language).texts;
  /** The banner says so already. */
  protected readonly paused = inject(Api).pause;
  protected readonly chosen = this.audience.chosen;
  readonly rangeChosen = output<number>();

  /** The building that is shown instead of one's own, as it is known. */
  protected readonly elsewhere = computed(() => {
    const id = this.view.building();
    if (id === null || id === this.nearby.building()?.id) return null;
    const building = this.buildings.all().find((known) => known.id === id);
    return building && { name: building.name, people: this.buildings.people().get(id) ?? 0 };
  });
  /** All but one's own: the map shows them, so the lists do. */
  protected readonly others = computed(() => {
    const own = this.position.place() ? this.nearby.building()?.id : undefined;
    const counts = this.buildings.people();
    return this.buildings
      .all()
      .filter(({ id }) => id !== own)
      .map(({ id, name }) => ({ id, name, people: counts.get(id) ?? 0 }));
  });
  protected readonly people = computed((): readonly Person[] => {
    if (this.elsewhere())
      return this.nearby.onMap().filter(({ building }) => building?.id === this.view.building());
    if (this.view.tab() === 'building') return this.nearby.inBuilding();
    const spot = this.view.spot();
    return spot ? this.nearby.onMap().filter(({ id }) => spot.has(id)) : this.nearby.inRange();
  });
  protected readonly label = computed(() => {
    const { people } = this.texts();
    if (this.view.spot()) return people.listSpot;
    return this.view.tab() === 'nearby' ? people.listNearby : people.listBuilding;
  });
  protected readonly news = computed(
    (): ReadonlyMap<string, PersonNews> =>
      new Map(
        this.conversations
          .all()
          .filter(({ id }) => id !== SEVERAL)
          .map(({ id, latest, unread }) => [
            id,
            { text: latest.text, mine: latest.mine, unread, recent: Date.now() - latest.at < RECENT },
          ]),
      ),
  );
  protected readonly widerRange = computed(() => wider(this.reach.shown()));
  protected readonly rangeProblem = computed(() => {
    const problem = this.reach.problem();
    return problem ? this.texts().range.notSaved(inPlainWords(problem, this.texts())) : '';
  });

  protected open({ id }: Person): void {
    this.view.select(id);
    void this.view.talk(id);
  }

  protected toggle(person: Person): void {
    this.writing.toggle(person);
  }
}
