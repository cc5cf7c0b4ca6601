import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { Coordinates } from '@perto/contract';
import { BuildingMap, type BuildingMapWords } from '../../campus-map/building-map';
import { Icon } from '../../icon/icon';
import { Settings } from '../../settings/settings';
import { Confirm } from '../confirm';
import { ConsoleLanguage } from '../console-language';
import { failureWords } from '../console-words';
import { LiveNow } from '../now/live-now';
import { BuildingCatalogue } from './building-catalogue';
import { BuildingEdit } from './building-edit';
import { BuildingEditor } from './building-editor';
import { BuildingTable } from './building-table';
import type { DraftField } from './draft';

/** Of a new building, in the address and on the map: no id can be that. */
const NEW = '*new';

type Question =
  /** The draft is given up for this building, for a new one, or for none. */
  { kind: 'discard'; then: string | null } | { kind: 'retire'; id: string };

/** All buildings, on the map and in a table; one at a time is changed, and saved when an admin says so. */
@Component({
  selector: 'perto-buildings-section',
  imports: [BuildingEditor, BuildingMap, BuildingTable, Confirm, Icon, RouterLink],
  templateUrl: './buildings-section.html',
  styleUrls: ['../console.css', './buildings-section.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BuildingsSection {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly settings = inject(Settings);
  private readonly live = inject(LiveNow);
  private readonly catalogue = inject(BuildingCatalogue);
  private readonly query = toSignal(this.route.queryParamMap);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly card = viewChild<ElementRef<HTMLElement>>('card');
  protected readonly edit = inject(BuildingEdit);
  protected readonly texts = inject(ConsoleLanguage).texts;

  /** With the head counts of right now. */
  protected readonly all = computed(() => {
    const counts = new Map(this.live.overview()?.buildings.map(({ id, people }) => [id, people]));
    return (
      this.catalogue.all()?.map((each) => ({ ...each, people: counts.get(each.id) ?? each.people })) ?? null
    );
  });
  /** Which there are: it changes with what other admins do. */
  private readonly listing = computed(() =>
    JSON.stringify(this.live.overview()?.buildings.map(({ id, name }) => [id, name])),
  );
  private readonly known = computed(() => this.all() !== null);
  protected readonly asking = signal<Question | null>(null);
  protected readonly busy = signal(false);
  private readonly stepFailure = signal<unknown>(null);
  protected readonly said = signal('');
  protected readonly coveredBottom = signal(0);

  protected readonly problem = computed(() => this.wordsOf(this.catalogue.failure()));
  protected readonly saveProblem = computed(() => this.wordsOf(this.edit.failure()));
  protected readonly stepProblem = computed(() => this.wordsOf(this.stepFailure()));
  /** As it is saved. */
  protected readonly original = computed(() => this.all()?.find(({ id }) => id === this.edit.id()));
  protected readonly changedId = computed(() =>
    this.edit.draft() ? (this.edit.id() ?? (this.edit.circle() ? NEW : null)) : null,
  );
  protected readonly others = computed(() =>
    this.catalogue.inUse().filter(({ id }) => id !== this.edit.id()),
  );
  protected readonly mapBuildings = computed(() => {
    const plain = this.others().map((building) => ({ ...building, mine: false, bots: 0 }));
    const [draft, circle] = [this.edit.draft(), this.edit.circle()];
    if (!draft || !circle) return plain;
    const name = draft.name.trim() || this.texts().catalogue.newTitle;
    const people = this.original()?.people ?? 0;
    return [...plain, { ...circle, id: this.edit.id() ?? NEW, name, people, mine: true, bots: 0 }];
  });
  protected readonly changed = computed(() => {
    const circle = this.edit.circle();
    if (!circle) return null;
    const { catalogue, units } = this.texts();
    const crossed = this.edit.overlaps().map(({ name }) => name);
    return {
      circle,
      centreLabel: catalogue.centre,
      handle: {
        label: catalogue.radiusHandle,
        metres: units.metres(circle.radius),
        spoken: [units.metresSpoken(circle.radius), ...crossed].join(', '),
      },
    };
  });
  protected readonly words = computed((): BuildingMapWords => {
    const { catalogue } = this.texts();
    return {
      label: catalogue.map,
      hint: this.edit.isNew() ? catalogue.clickCentre : catalogue.mapHint,
      describe: ({ name, people }) => catalogue.onMap(name, people),
    };
  });
  protected readonly tiles = computed(() => {
    const { tile_url: url, tile_attribution: attribution } = this.settings.all();
    return url ? { url, attribution } : null;
  });
  protected readonly question = computed(() => {
    const asking = this.asking();
    if (!asking) return null;
    const { catalogue } = this.texts();
    if (asking.kind === 'discard')
      return { title: catalogue.discardAsk, text: catalogue.discardWhat, action: catalogue.discard };
    const { name = '', people = 0 } = this.original() ?? {};
    return {
      title: catalogue.retireAsk(name),
      text: catalogue.retireWhat(people),
      action: catalogue.retire,
    };
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(this.texts().administration.title(this.texts().administration.buildings)));
    effect(() => {
      const target = this.query()?.get('building') ?? null;
      // Only once they are known: not whenever they are counted anew.
      if (this.known()) untracked(() => this.followAddress(target));
    });
    effect((onCleanup) => {
      const card = this.card()?.nativeElement;
      if (!card) return this.coveredBottom.set(0);
      const measured = new ResizeObserver(() => this.coveredBottom.set(coverOf(card)));
      measured.observe(card);
      onCleanup(() => measured.disconnect());
    });
    effect(() => {
      void this.listing();
      untracked(() => void this.catalogue.refresh());
    });
  }

  /** A building by its id, a new one, or none. What is not saved is not lost without a question. */
  protected open(target: string | null): void {
    this.said.set('');
    if (target !== null && target === this.edit.id()) return;
    if (this.edit.dirty()) this.asking.set({ kind: 'discard', then: target });
    else this.go(target);
  }

  protected create(): void {
    if (!this.edit.isNew()) this.open(NEW);
  }

  protected type({ field, text }: { field: DraftField; text: string }): void {
    this.edit.type(field, text);
  }

  protected place(at: Coordinates): void {
    this.edit.moveTo(at);
  }

  protected async save(): Promise<void> {
    if (!this.edit.dirty()) return;
    const name = await this.edit.save();
    if (name === null) return;
    this.said.set(this.texts().catalogue.saved(name));
    this.host.nativeElement.querySelector<HTMLElement>('h1')?.focus();
    this.address(null);
    void this.live.refresh();
  }

  protected askToRetire(): void {
    const id = this.edit.id();
    this.stepFailure.set(null);
    if (id !== null) this.asking.set({ kind: 'retire', id });
  }

  protected async restore(): Promise<void> {
    const building = this.original();
    if (building) await this.step(building.id, false, this.texts().catalogue.restored(building.name));
  }

  protected async confirm(): Promise<void> {
    const asking = this.asking();
    if (asking?.kind === 'discard') {
      this.asking.set(null);
      this.go(asking.then);
    }
    const name = this.original()?.name ?? '';
    if (asking?.kind === 'retire') await this.step(asking.id, true, this.texts().catalogue.retiredNow(name));
  }

  protected again(): void {
    void this.catalogue.refresh();
  }

  private async step(id: string, retired: boolean, said: string): Promise<void> {
    this.busy.set(true);
    this.stepFailure.set(null);
    try {
      await this.catalogue.retire(id, retired);
      this.asking.set(null);
      this.go(null);
      this.said.set(said);
      void this.live.refresh();
    } catch (failure) {
      this.stepFailure.set(failure);
    } finally {
      this.busy.set(false);
    }
  }

  private go(target: string | null): void {
    const building = this.all()?.find(({ id }) => id === target);
    if (target === NEW) this.edit.create();
    else if (building) this.edit.change(building);
    else this.close();
    this.address(target);
  }

  /** Whoever has no pointer goes on where the building is listed. */
  private close(): void {
    const row = `[data-testid=building-row][data-id="${this.edit.id() ?? ''}"] button`;
    this.edit.close();
    const { nativeElement } = this.host;
    const next =
      nativeElement.querySelector<HTMLElement>(row) ?? nativeElement.querySelector<HTMLElement>('h1');
    next?.focus({ preventScroll: true });
  }

  private address(building: string | null): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: building ? { building } : {} });
  }

  /** Back, forward, a reload or a link; a draft that is not saved stays whatever the address says. */
  private followAddress(target: string | null): void {
    const current = this.edit.isNew() ? NEW : this.edit.id();
    if (target === current || this.edit.dirty() || this.edit.saving()) return;
    const building = this.all()?.find(({ id }) => id === target);
    if (target === NEW) this.edit.create();
    else if (building) this.edit.change(building);
    else this.edit.close();
  }

  private wordsOf(failure: unknown): string | null {
    return failure ? failureWords(failure, this.texts()) : null;
  }
}

/** What a card over the map takes of its lower edge; nothing where it stands below the map. Pixels. */
function coverOf(card: HTMLElement): number {
  return getComputedStyle(card).position === 'absolute' ? card.offsetHeight + 16 : 0;
}
