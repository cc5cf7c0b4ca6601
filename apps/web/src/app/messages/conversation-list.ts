import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';
import { Avatar } from '../people/avatar';
import { Language } from '../texts/language';
import { shortTime } from '../texts/times';
import { SEVERAL, type Conversation } from './conversation';

interface Row {
  id: string;
  name: string;
  /** Square or round sign instead of initials, for what is no person. */
  sign?: IconName;
  bot: boolean;
  time: string;
  preview: string;
  failed: boolean;
  unread: number;
}

/** Conversations as rows, the latest first: with whom, what was said last, what is unread. */
@Component({
  selector: 'perto-conversation-list',
  imports: [Avatar, Icon],
  templateUrl: './conversation-list.html',
  styleUrl: './conversation-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConversationList {
  readonly conversations = input.required<readonly Conversation[]>();
  /** Id of the one that is open. */
  readonly open = input<string | null>(null);
  readonly nameOf = input.required<(id: string) => string>();
  /** Today, in milliseconds since 1970. */
  readonly now = input.required<number>();
  readonly opened = output<string>();

  protected readonly texts = inject(Language).texts;
  private readonly today = computed(() => new Date(this.now()).toDateString());
  protected readonly rows = computed(() =>
    this.conversations().map((conversation) => this.rowOf(conversation)),
  );

  private rowOf({ id, with: partner, latest, unread }: Conversation): Row {
    const { conversations } = this.texts();
    const several = id === SEVERAL;
    const bot = partner?.kind === 'bot';
    return {
      id,
      name: several ? conversations.several : (partner?.name ?? this.nameOf()(id)),
      ...(several ? { sign: 'groups' as const } : bot ? { sign: 'bot' as const } : {}),
      bot,
      time: shortTime(latest.at, this.today(), this.texts()),
      preview: this.previewOf({ id, latest }),
      failed: latest.state === 'failed',
      unread,
    };
  }

  private previewOf({ id, latest }: Pick<Conversation, 'id' | 'latest'>): string {
    const { conversations } = this.texts();
    if (latest.state === 'failed') return `${conversations.failed}: ${latest.text}`;
    if (latest.state === 'sending') return conversations.sending;
    if (latest.state === 'waiting') return conversations.waiting(latest.text);
    if (id === SEVERAL) return conversations.previewSeveral(latest.text, latest.audience);
    return latest.mine ? conversations.preview(latest.text) : latest.text;
  }
}
