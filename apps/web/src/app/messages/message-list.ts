import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  afterRenderEffect,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';
import { bubblesOf } from './bubbles';
import { MessageText } from './message-text';
import type { Outgoing, ThreadMessage } from './thread';

/** Messages as bubbles, oldest first, with the state of one's own in words. */
@Component({
  selector: 'perto-message-list',
  imports: [Icon, MessageText],
  templateUrl: './message-list.html',
  styleUrl: './message-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MessageList {
  readonly messages = input.required<readonly ThreadMessage[]>();
  readonly outdated = input(false);
  readonly hasOlder = input(false);
  /** Key of the first message that was not read when the conversation was opened. */
  readonly fresh = input<string | null>(null);
  /** Id of a message to bring into view. */
  readonly wanted = input<string | null>(null);
  /** Why a message of one's own was not sent. */
  readonly reason = input.required<(message: Outgoing) => string>();
  /** Today, in milliseconds since 1970. */
  readonly now = input.required<number>();

  readonly olderAsked = output<void>();
  readonly retried = output<Outgoing>();
  readonly discarded = output<Outgoing>();
  /** Whether the newest message is in view. */
  readonly endShown = output<boolean>();

  protected readonly texts = inject(Language).texts;
  private readonly today = computed(() => new Date(this.now()).toDateString());
  protected readonly bubbles = computed(() =>
    bubblesOf(this.messages(), this.today(), this.fresh(), this.texts()),
  );
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly top = viewChild<ElementRef<HTMLElement>>('top');
  private readonly end = viewChild.required<ElementRef<HTMLElement>>('end');
  private readonly destroyed = inject(DestroyRef);
  private last?: string;

  constructor() {
    this.followOwn();
    this.askWhenAtTop();
    this.tellWhetherAtEnd();
    afterRenderEffect(() => {
      const id = this.wanted();
      if (id === null || !this.messages().some((message) => message.id === id)) return;
      const line = this.host.nativeElement.querySelector<HTMLElement>(`[data-key="${CSS.escape(id)}"]`);
      line?.scrollIntoView({ block: 'center' });
      line?.focus({ preventScroll: true });
    });
  }

  protected others({ outgoing, recipients }: ThreadMessage): number {
    return recipients.length - (outgoing?.unreachable?.length ?? 0);
  }

  /** What one has just written is shown; reading older messages is left alone when others write. */
  private followOwn(): void {
    afterRenderEffect(() => {
      const newest = this.messages().at(-1);
      const shown = newest?.key === this.last;
      this.last = newest?.key;
      if (shown || (newest?.state !== 'sending' && newest?.state !== 'waiting')) return;
      this.host.nativeElement.scrollIntoView?.({ block: 'end' });
    });
  }

  /** Where a browser cannot tell what is in view, the newest message counts as shown. */
  private tellWhetherAtEnd(): void {
    afterNextRender(() => {
      if (typeof IntersectionObserver === 'undefined') return this.endShown.emit(true);
      const watching = new IntersectionObserver((entries) => {
        this.endShown.emit(entries.at(-1)?.isIntersecting ?? false);
      });
      watching.observe(this.end().nativeElement);
      this.destroyed.onDestroy(() => watching.disconnect());
    });
  }

  /** Older messages are asked for as soon as their place comes into view. */
  private askWhenAtTop(): void {
    if (typeof IntersectionObserver === 'undefined') return;
    const seen = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && !this.outdated()) this.olderAsked.emit();
    });
    afterRenderEffect(() => {
      this.messages(); // after each page: the place is still in view perhaps
      seen.disconnect();
      const top = this.top()?.nativeElement;
      if (top) seen.observe(top);
    });
    this.destroyed.onDestroy(() => seen.disconnect());
  }
}
