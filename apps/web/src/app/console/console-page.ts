import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  signal,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Icon } from '../icon/icon';
import { Logo } from '../logo/logo';
import { AccountMenu } from '../preferences/account-menu';
import { Session } from '../session/session';
import { Settings } from '../settings/settings';
import { timeWords } from '../texts/times';
import { Opening } from '../welcome/opening';
import { Welcome } from '../welcome/welcome';
import { WelcomeFrame } from '../welcome/welcome-frame';
import { BuildingCatalogue } from './buildings/building-catalogue';
import { BuildingEdit } from './buildings/building-edit';
import { Confirm } from './confirm';
import { ConsoleLanguage } from './console-language';
import { failureWords } from './console-words';
import { BuildingMessage } from './message/building-message';
import { LiveNow } from './now/live-now';

/** The admins' part of the page: who may see it, its sections, and what they share. */
@Component({
  selector: 'perto-console-page',
  imports: [
    AccountMenu,
    Confirm,
    Icon,
    Logo,
    Opening,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    Welcome,
    WelcomeFrame,
  ],
  host: { '(window:beforeunload)': 'keep($event)' },
  providers: [LiveNow, BuildingCatalogue, BuildingEdit, BuildingMessage],
  templateUrl: './console-page.html',
  styleUrls: ['../welcome/welcome.css', './console-page.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConsolePage {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly live = inject(LiveNow);
  private readonly edit = inject(BuildingEdit);
  private answerLeave: ((leave: boolean) => void) | null = null;
  protected readonly settings = inject(Settings);
  protected readonly texts = inject(ConsoleLanguage).texts;
  protected readonly leaving = signal(false);
  protected readonly signOutFailed = signal(false);
  /** Somebody wants to leave, and a building is not saved. */
  protected readonly leavingDraft = signal(false);

  protected readonly state = computed(() => {
    const state = this.session.state();
    if (state === 'signed-in') return this.session.person()?.admin ? 'admin' : 'not-admin';
    return state;
  });
  /** Without `admin`: the menu need not lead to where one is. */
  protected readonly person = computed(() => {
    const { id = '', name = '' } = this.session.person() ?? {};
    return { id, name };
  });
  protected readonly waiting = computed(() => this.live.overview()?.bots.waiting ?? 0);
  protected readonly stale = computed(() => {
    const failure = this.live.failure();
    if (!failure) return null;
    const { administration } = this.texts();
    const overview = this.live.overview();
    const since = overview ? administration.knownAt(timeWords(Date.parse(overview.at), this.texts())) : '';
    return `${failureWords(failure, this.texts())} ${since}`.trim();
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      if (this.state() === 'not-admin') title.setTitle(this.texts().administration.title(''));
    });
    effect((onCleanup) => {
      if (this.state() !== 'admin') return;
      this.live.start();
      onCleanup(() => this.live.stop());
    });
    inject(DestroyRef).onDestroy(() => title.setTitle(this.texts().page.title));
    void this.settings.load();
    if (this.session.state() !== 'signed-in') this.load();
  }

  /** False where somebody would lose a building that is not saved, and does not want that. */
  mayLeave(): boolean | Promise<boolean> {
    if (this.state() !== 'admin' || !this.edit.dirty()) return true;
    this.leavingDraft.set(true);
    return new Promise((resolve) => (this.answerLeave = resolve));
  }

  protected answer(leave: boolean): void {
    this.leavingDraft.set(false);
    this.answerLeave?.(leave);
    this.answerLeave = null;
  }

  /** The browser asks in its own words when the page is closed or loaded again. */
  protected keep(event: Event): void {
    if (this.state() === 'admin' && this.edit.dirty()) event.preventDefault();
  }

  protected load(): void {
    void this.session.load();
  }

  protected again(): void {
    void this.live.refresh();
  }

  protected async signOut(): Promise<void> {
    this.leaving.set(true);
    this.signOutFailed.set(false);
    try {
      await this.session.signOut();
      await this.router.navigateByUrl('/signed-out');
    } catch {
      this.signOutFailed.set(true);
    } finally {
      this.leaving.set(false);
    }
  }
}
