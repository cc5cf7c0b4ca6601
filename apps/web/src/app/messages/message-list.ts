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
    // The newest message is at hand when one comes, or when the list opens; reading older ones is left alone.
    afterRenderEffect(() => {
      const newest = this.messages().at(-1)?.key;
      if (newest === this.last) return;
      this.last = newest;
      this.host.nativeElement.querySelector('li:last-child')?.scrollIntoView?.({ block: 'end' });
    });
  }
}
