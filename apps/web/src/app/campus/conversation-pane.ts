import {
  ChangeDetectionStrategy,
  Component,
  afterRenderEffect,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { isId } from '@perto/contract';
import { Clock } from '../clock/clock';
import { Audience } from '../messages/audience';
import type { Addressee, AudienceSummary } from '../messages/audience-summary';
import { botWords } from '../messages/bot-words';
import { Composer } from '../messages/composer';
import { SEVERAL, isUnread } from '../messages/conversation';
import { ConversationHeader } from '../messages/conversation-header';
import { Conversations } from '../messages/conversations';
import { Drafts, TO_THE_LISTS } from '../messages/drafts';
import { MessageList } from '../messages/message-list';
import { OpenConversation } from '../messages/open-conversation';
import { Outbox } from '../messages/outbox';
import type { Outgoing } from '../messages/thread';
import type { Person } from '../people/person';
import { Reach } from '../reach/reach';
import { Language } from '../texts/language';
import { CampusView } from './campus-view';
import { LiveCampus } from './live-campus';
import { Writing } from './writing';

/** The open conversation: who it is with, what was said, and the field to write on. */
@Component({
  selector: 'perto-conversation-pane',
  imports: [Composer, ConversationHeader, MessageList],
  templateUrl: './conversation-pane.html',
  styleUrl: './conversation-pane.css',
  host: {
    '(document:visibilitychange)': 'visible.set(isVisible())',
    '(keydown.escape)': 'close()',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConversationPane {
  private readonly view = inject(CampusView);
  private readonly audience = inject(Audience);
  private readonly conversations = inject(Conversations);
  private readonly outbox = inject(Outbox);
  private readonly drafts = inject(Drafts);
  protected readonly writing = inject(Writing);
  protected readonly opened = inject(OpenConversation);
  protected readonly reach = inject(Reach);
  protected readonly texts = inject(Language).texts;
  protected readonly now = inject(Clock).now;
  protected readonly visible = signal(isVisible());
  protected readonly atEnd = signal(false);
  private readonly composer = viewChild(Composer);

  protected readonly id = computed(() => this.opened.id() ?? '');
  protected readonly several = computed(() => this.id() === SEVERAL);
  protected readonly messages = this.conversations.messages;
  private readonly sender = computed(
    () => this.messages().findLast(({ mine, sender }) => !mine && sender.name)?.sender,
  );
  protected readonly bot = computed(() => this.sender()?.kind === 'bot');
  protected readonly building = computed(() => this.sender()?.building?.name);
  protected readonly person = computed((): Person | null =>
    this.several() ? null : this.conversations.person(this.id()),
  );
  protected readonly knownAt = inject(LiveCampus).knownAt;
  /** Where what was not read yet began when the conversation was opened. */
  protected readonly fresh = linkedSignal<{ id: string; loaded: boolean }, string | null>({
    source: () => ({ id: this.id(), loaded: this.opened.loaded() }),
    computation: ({ id, loaded }, before) =>
      untracked(() =>
        loaded && !(before?.source.id === id && before.source.loaded)
          ? this.firstUnread()
          : before?.source.id === id
            ? before.value
            : null,
      ),
  });

  /** Whom the field writes to: the one person again whenever another conversation is opened. */
  private readonly addressee = linkedSignal<string, Addressee>({ source: this.id, computation: () => 'one' });
  protected readonly draft = computed(() => this.drafts.of(this.several() ? TO_THE_LISTS : this.id()));
  protected readonly summary = computed((): AudienceSummary => {
    if (this.several()) return this.writing.summary();
    const kind = this.addressee();
    const { name } = this.person()!;
    const one = { name, detail: this.placeOf(this.person()!) };
    return kind === 'one' || kind === 'chosen'
      ? { ...this.writing.around(), kind: 'one', count: 1, only: name, one }
      : { ...this.writing.around(), kind, count: this.audience.peopleOf(kind).length, one };
  });

  constructor() {
    // Seen is what is open, with its end in view, in a page that is in front; nothing that comes while it is not.
    effect(() => {
      const looking = this.visible() && this.atEnd() && this.opened.loaded();
      this.messages();
      this.fresh(); // where it begins is known before it is seen
      if (looking) untracked(() => this.conversations.look());
    });
    afterRenderEffect(() => {
      this.id();
      untracked(() => this.takeFocus());
    });
  }

  protected readonly isVisible = isVisible;

  protected close(): void {
    void this.view.stopTalking();
  }

  protected showOnMap(): void {
    const id = this.id();
    void this.view.stopTalking().then(() => this.view.select(id));
  }

  protected type(text: string): void {
    this.drafts.change(this.several() ? TO_THE_LISTS : this.id(), text);
  }

  protected send(text: string): void {
    if (this.several()) return this.writing.send(text);
    const kind = this.addressee();
    const person = this.person();
    if (!person) return;
    this.drafts.change(this.id(), '');
    const recipients = kind === 'one' || kind === 'chosen' ? [person] : this.audience.peopleOf(kind);
    this.addressee.set('one');
    this.writing.deliver(text, recipients);
    // What one wrote to others is shown where it went.
    const [only] = recipients;
    if (!only || recipients.some(({ id }) => id === person.id)) return;
    void this.view.talk(recipients.length === 1 ? only.id : SEVERAL);
  }

  protected useAudience(kind: Addressee): void {
    if (this.several()) return this.writing.useAudience(kind);
    if (kind !== 'chosen') return this.addressee.set(kind);
    this.writing.chooseFrom(this.id());
  }

  /** Without those out of reach it may be a message to one person: it is shown where it goes then. */
  protected retry(message: Outgoing): void {
    this.writing.retry(message);
    const { recipients, unreachable = [] } = message;
    const left = recipients.filter(({ id }) => !unreachable.includes(id));
    if (this.several() && left.length === 1) void this.view.talk(left[0]!.id);
  }

  /** The text goes back to the field when that is empty: nothing typed is thrown away by a slip. */
  protected discard({ key, text }: Outgoing): void {
    this.outbox.discard(key);
    if (!this.draft()) this.type(text);
    this.composer()?.focus();
  }

  private firstUnread(): string | null {
    return this.messages().find(isUnread)?.key ?? null;
  }

  private placeOf({ distance, building }: Person): string {
    const { conversations, people, units } = this.texts();
    if (this.bot()) return botWords(this.building(), this.texts());
    return distance === undefined
      ? conversations.away
      : `${units.metres(distance)} · ${building?.name ?? people.outdoors}`;
  }

  /** With a keyboard one wants to write; where there is little room for it one wants to read first. */
  private takeFocus(): void {
    if (globalThis.matchMedia?.('(pointer: coarse), (height < 480px)').matches || !this.composer()) {
      document.querySelector<HTMLElement>('[data-testid=talking-to]')?.focus();
    } else {
      this.composer()?.focus();
    }
  }
}

function isVisible(): boolean {
  return document.visibilityState !== 'hidden';
}

/** What an address may name as the conversation to open: a person's or bot's id, or all that went to several. */
export function conversationIn(value: string | null): string | null {
  return value !== null && (value === SEVERAL || isId(value)) ? value : null;
}
