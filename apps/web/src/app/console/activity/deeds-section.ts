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
import { isId, type AdminActionItem } from '@perto/contract';
import { Icon } from '../../icon/icon';
import { ConsoleApi, type DeedsAsked, type FileFormat } from '../console-api';
import { ConsoleLanguage } from '../console-language';
import { failureWords, momentWords } from '../console-words';
import { LogFoot } from './log-foot';
import { LogTabs } from './log-tabs';
import { LogView } from './log-view';

/** What admins did, and which of them. */
@Component({
  selector: 'perto-deeds-section',
  imports: [Icon, LogFoot, LogTabs],
  templateUrl: './deeds-section.html',
  styleUrls: ['../console.css', './activity-section.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeedsSection {
  private readonly api = inject(ConsoleApi);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly query = toSignal(this.route.queryParamMap);
  protected readonly texts = inject(ConsoleLanguage).texts;
  protected readonly log = new LogView<AdminActionItem, DeedsAsked>(
    (asked, before) => this.api.deeds(asked, before),
    (asked, format) => this.api.deedsFile(asked, format),
  );
  protected readonly asked = computed(() => {
    const admin = this.query()?.get('admin') ?? '';
    return isId(admin) ? admin : '';
  });
  protected readonly admin = signal('');
  protected readonly wrong = signal(false);
  protected readonly problem = computed(() => {
    const failure = this.log.failure() ?? this.log.exportFailure();
    return failure ? failureWords(failure, this.texts()) : null;
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(this.texts().administration.title(this.texts().activity.admins)));
    effect(() => {
      const admin = this.asked();
      untracked(() => {
        this.admin.set(admin);
        void this.log.show(admin ? { admin } : {});
      });
    });
  }

  protected moment(instant: string): string {
    return momentWords(instant, this.texts().locale);
  }

  protected type(event: Event): void {
    this.admin.set((event.target as HTMLInputElement).value);
    this.wrong.set(false);
  }

  protected apply(event: Event): void {
    event.preventDefault();
    const admin = this.admin().trim();
    this.wrong.set(admin !== '' && !isId(admin));
    if (this.wrong()) return;
    if (admin === this.asked()) void this.log.refresh();
    else this.go(admin);
  }

  protected go(admin: string): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: admin ? { admin } : {} });
  }

  protected export(format: FileFormat): void {
    void this.log.export(this.texts().activity.deedsFileName, format);
  }
}
