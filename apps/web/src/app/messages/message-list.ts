import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import { Icon } from '../icon/icon';
import { Avatar } from '../people/avatar';
import { Language } from '../texts/language';
import { bubblesOf } from './bubbles';
import type { Outgoing, ThreadMessage } from './thread';

/** Messages as bubbles, oldest first, with the state of one's own in words. */
@Component({
  selector: 'perto-message-list',
  imports: [Avatar, Icon],
  templateUrl: './message-list.html',
  styleUrl: './message-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MessageList {
  readonly messages = input.required<readonly ThreadMessage[]>();
  readonly loaded = input(true);
  readonly outdated = input(false);
  readonly hasOlder = input(false);
  /** Why a message of one's own was not sent. */
  readonly reason = input.required<(message: Outgoing) => string>();
  /** Today, in milliseconds since 1970. */
  readonly now = input.required<number>();

  readonly olderAsked = output<void>();
  readonly retried = output<Outgoing>();
  readonly discarded = output<Outgoing>();

  protected readonly texts = inject(Language).texts;
  private readonly today = computed(() => new Date(this.now()).toDateString());
  protected readonly bubbles = computed(() => bubblesOf(this.messages(), this.today(), this.texts()));
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private last?: string;

  constructor() {
    // What one has just written is shown; reading older messages is left alone when others write.
    afterRenderEffect(() => {
      const newest = this.messages().at(-1);
      const shown = newest?.key === this.last;
      this.last = newest?.key;
      if (shown || newest?.state !== 'sending') return;
      this.host.nativeElement.scrollIntoView?.({ block: 'end' });
    });
  }
}
