import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { LIMITS, characterCount } from '@perto/contract';
import { Icon } from '../icon/icon';
import { firstNameOf } from '../people/person';
import { Language } from '../texts/language';
import type { AudienceKind } from './audience';

/** From here the counter is shown, in characters. */
const COUNT_FROM = 1_800;
/** More recipients than this are asked about first. */
const MANY = 50;

export interface AudienceSummary {
  kind: AudienceKind;
  /** How many get the message. */
  count: number;
  /** Name of the only one, when it is one chosen person. */
  only?: string;
  inRange: number;
  /** Metres. */
  range: number;
  building?: { name: string; count: number };
}

/** Writes to whoever the chip says. */
@Component({
  selector: 'perto-composer',
  imports: [Icon],
  templateUrl: './composer.html',
  styleUrl: './composer.css',
  host: { '(document:pointerdown)': 'leave($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Composer {
  readonly draft = input.required<string>();
  readonly audience = input.required<AudienceSummary>();

  readonly typed = output<string>();
  readonly sent = output<string>();
  readonly audienceChosen = output<AudienceKind>();

  protected readonly texts = inject(Language).texts;
  protected readonly picking = signal(false);
  protected readonly asking = signal(false);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly picker = viewChild<ElementRef<HTMLElement>>('picker');
  private readonly chipButton = viewChild<ElementRef<HTMLElement>>('chipButton');
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');

  private readonly length = computed(() => characterCount(this.draft()));
  protected readonly counter = computed(() => {
    const over = this.length() - LIMITS.maxMessageCharacters;
    if (over > 0) return this.texts().composer.tooLong(over);
    return this.length() >= COUNT_FROM ? this.texts().composer.counter(this.length()) : '';
  });
  protected readonly tooLong = computed(() => this.length() > LIMITS.maxMessageCharacters);
  protected readonly sendable = computed(
    () => this.draft().trim() !== '' && !this.tooLong() && this.audience().count > 0,
  );
  /** The chip stays out of the way until it says something that the field does not. */
  protected readonly chipShown = computed(
    () => this.picking() || this.draft() !== '' || this.audience().kind !== 'everyone',
  );
  protected readonly chip = computed(() => {
    const { kind, count, only, range, building } = this.audience();
    const { composer } = this.texts();
    if (kind === 'everyone') return composer.toEveryone(count, range);
    if (kind === 'building') return composer.toBuilding(count, building?.name ?? '');
    return only ? composer.toOne(only) : composer.toChosen(count);
  });
  protected readonly placeholder = computed(() => {
    const { kind, count, only } = this.audience();
    const { composer } = this.texts();
    if (kind !== 'chosen') return composer.placeholder(count);
    if (count === 0) return composer.placeholderNobody;
    return only ? composer.placeholderOne(firstNameOf(only)) : composer.placeholderChosen(count);
  });

  constructor() {
    // The picker lies over the lists: what opens is where the keys go.
    afterRenderEffect(() =>
      this.picker()?.nativeElement.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus(),
    );
  }

  /** Puts the caret into the field, as after choosing whom to write to. */
  focus(): void {
    this.field().nativeElement.focus();
  }

  protected input(event: Event): void {
    this.asking.set(false);
    this.typed.emit((event.target as HTMLTextAreaElement).value);
  }

  protected choose(kind: AudienceKind): void {
    this.audienceChosen.emit(kind);
    this.picking.set(false);
    if (kind === 'chosen') this.chipButton()?.nativeElement.focus();
    else this.focus();
  }

  protected escape(): void {
    if (!this.picking()) return;
    this.picking.set(false);
    this.focus();
  }

  /** A click anywhere else closes the picker. */
  protected leave({ target }: Event): void {
    if (!this.host.nativeElement.contains(target as Node)) this.picking.set(false);
  }

  /** Enter sends where there is a keyboard; a finger's Enter is a new line. Composing a letter is neither. */
  protected key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    if (globalThis.matchMedia?.('(pointer: coarse)').matches) return;
    event.preventDefault();
    this.submit();
  }

  protected submit(): void {
    if (!this.sendable()) return;
    if (this.audience().count > MANY && !this.asking()) return this.asking.set(true);
    this.asking.set(false);
    this.picking.set(false);
    this.sent.emit(this.draft());
  }
}
