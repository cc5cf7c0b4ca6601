import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Language } from '../texts/language';
import { shortTime } from '../texts/times';
import { excerpt } from './match';
import type { ThreadMessage } from './thread';

/** Messages that hold the words looked for, the latest first. */
@Component({
  selector: 'perto-search-results',
  template: `
    <ul data-testid="found" [attr.aria-label]="texts().conversations.found(rows().length)">
      @for (row of rows(); track row.message.key) {
        <li>
          <button type="button" data-testid="found-message" (click)="opened.emit(row.message)">
            <span class="who"
              ><bdi>{{ row.who }}</bdi></span
            >
            <span class="time">{{ row.time }}</span>
            <!-- prettier-ignore -->
            <span class="words" dir="auto">{{ row.before }}<mark>{{ row.match }}</mark>{{ row.after }}</span>
          </button>
        </li>
      }
    </ul>
  `,
  styles: `
    button {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 2px 8px;
      width: 100%;
      min-height: 60px;
      padding: 10px 20px;
      border: 0;
      border-bottom: 1px solid var(--line);
      background: none;
      text-align: start;
    }
    button:hover {
      background: var(--sunken);
    }
    button:focus-visible {
      outline-offset: -3px;
    }
    .who {
      overflow: hidden;
      font: var(--text-name);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .time {
      color: var(--ink-2);
      font: var(--text-micro);
      line-height: 20px;
    }
    .words {
      display: -webkit-box;
      grid-column: 1 / -1;
      overflow: hidden;
      color: var(--ink-2);
      font: var(--text-small);
      overflow-wrap: anywhere;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
    mark {
      border-radius: 3px;
      background: var(--reach-tint);
      color: var(--on-reach-tint);
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SearchResults {
  readonly messages = input.required<readonly ThreadMessage[]>();
  readonly words = input.required<string>();
  /** Today, in milliseconds since 1970. */
  readonly now = input.required<number>();
  readonly opened = output<ThreadMessage>();

  protected readonly texts = inject(Language).texts;
  private readonly today = computed(() => new Date(this.now()).toDateString());
  protected readonly rows = computed(() =>
    this.messages()
      .toReversed()
      .map((message) => ({
        message,
        who: this.whoOf(message),
        time: shortTime(message.at, this.today(), this.texts()),
        ...excerpt(message.text, this.words()),
      })),
  );

  private whoOf({ mine, sender, recipients, audience }: ThreadMessage): string {
    const { messages, conversations } = this.texts();
    if (!mine) return sender.name ?? sender.id;
    const only = recipients[0];
    return conversations.fromYou(
      audience > 1 || !only ? messages.toMany(audience) : messages.to(only.name ?? only.id),
    );
  }
}
