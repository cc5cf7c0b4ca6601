import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, Router } from '@angular/router';
import type { ActivityItem } from '@perto/contract';
import { Icon } from '../../icon/icon';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { ConsoleApi, type ActivityAsked, type FileFormat } from '../console-api';
import { ConsoleLanguage } from '../console-language';
import { byUseAndName, failureWords, momentWords } from '../console-words';
import { NO_FILTER, askedOf, faultsOf, filterIn, isEmpty, type Filter } from './activity-filter';
import { LogFoot } from './log-foot';
import { LogTabs } from './log-tabs';
import { LogView } from './log-view';
import { lineWords } from './line-words';

/** Who came, moved, wrote and left, and what bots said: by person, building, bot and time. */
@Component({
  selector: 'perto-activity-section',
  imports: [Icon, LogFoot, LogTabs],
  templateUrl: './activity-section.html',
  styleUrls: ['../console.css', './activity-section.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ActivitySection {
  private readonly api = inject(ConsoleApi);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly catalogue = inject(BuildingCatalogue);
  private readonly query = toSignal(this.route.queryParamMap);
  protected readonly texts = inject(ConsoleLanguage).texts;
  protected readonly log = new LogView<ActivityItem, ActivityAsked>(
    (asked, before) => this.api.activity(asked, before),
    (asked, format) => this.api.activityFile(asked, format),
  );
  private readonly asked = computed((): Filter => {
    const query = this.query();
    return query ? filterIn(query) : NO_FILTER;
  });
  /** What the fields hold; it becomes the question once it is asked for. */
  protected readonly fields = signal<Filter>(NO_FILTER);
  protected readonly tried = signal(false);
  protected readonly filtered = computed(() => !isEmpty(this.asked()));
  protected readonly faults = computed(() => (this.tried() ? faultsOf(this.fields()) : []));
  protected readonly faultWords = computed(() => {
    const [fault] = this.faults();
    if (!fault) return null;
    return fault === 'to' ? this.texts().activity.endsBefore : this.texts().activity.noSuchId;
  });
  protected readonly buildings = computed(() =>
    [...(this.catalogue.all() ?? [])].sort(byUseAndName(this.texts().locale)),
  );
  protected readonly lines = computed(() =>
    this.log.lines()?.map((item) => ({ item, ...lineWords(item, this.texts()) })),
  );
  protected readonly problem = computed(() => {
    const failure = this.log.failure() ?? this.log.exportFailure();
    return failure ? failureWords(failure, this.texts()) : null;
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(this.texts().administration.title(this.texts().administration.activity)));
    effect(() => {
      const asked = this.asked();
      untracked(() => {
        this.fields.set(asked);
        this.tried.set(false);
        void this.log.show(askedOf(asked));
      });
    });
    void this.catalogue.refresh();
  }

  protected moment(instant: string): string {
    return momentWords(instant, this.texts().locale);
  }

  protected type(field: keyof Filter, event: Event): void {
    const { value } = event.target as HTMLInputElement | HTMLSelectElement;
    this.fields.update((fields) => ({ ...fields, [field]: value }));
  }

  protected apply(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    if (this.faults().length > 0) return;
    const queryParams = askedOf(this.fields());
    // The same question again is one for what is new.
    if (JSON.stringify(queryParams) === JSON.stringify(askedOf(this.asked()))) void this.log.refresh();
    else void this.router.navigate([], { relativeTo: this.route, queryParams });
  }

  protected clear(): void {
    this.fields.set(NO_FILTER);
    void this.router.navigate([], { relativeTo: this.route, queryParams: {} });
  }

  protected export(format: FileFormat): void {
    void this.log.export(this.texts().activity.fileName, format);
  }
}
