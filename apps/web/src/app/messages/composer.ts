import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
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
import { Popup } from '../popup/popup';
import { Language } from '../texts/language';
import { AudiencePicker } from './audience-picker';
import type { Addressee, AudienceSummary } from './audience-summary';
import { EmojiPicker } from './emoji-picker';

/** From here the counter is shown, in characters. */
const COUNT_FROM = 1_800;
/** More recipients than this are asked about first. */
const MANY = 50;

/** Writes to whoever the chip says. */
@Component({
  selector: 'perto-composer',
  imports: [AudiencePicker, EmojiPicker, Icon, Popup],
  templateUrl: './composer.html',
  styleUrl: './composer.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Composer {
  readonly draft = input.required<string>();
  readonly audience = input.required<AudienceSummary>();
  /** Beside something else than whom it writes to: then it always says to whom. */
  readonly named = input(false);

  readonly typed = output<string>();
  readonly sent = output<string>();
  readonly audienceChosen = output<Addressee>();

  protected readonly texts = inject(Language).texts;
  protected readonly open = signal<'audience' | 'emoji' | null>(null);
  protected readonly asking = signal(false);
  protected readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');

  private readonly length = computed(() => characterCount(this.draft()));
  protected readonly counter = computed(() => {
    const over = this.length() - LIMITS.maxMessageCharacters;
    if (over > 0) return this.texts().composer.tooLong(over);
    return this.length() >= COUNT_FROM ? this.texts().composer.counter(this.length()) : '';
  });
  protected readonly tooLong = computed(() => this.length() > LIMITS.maxMessageCharacters);
  protected readonly sendable = computed(() => this.canSend(this.draft()));
  /** The chip stays out of the way until it says something that the field does not. */
  protected readonly chipShown = computed(
    () => this.named() || this.draft() !== '' || this.audience().kind !== 'everyone',
  );
  protected readonly chip = computed(() => {
    const { kind, count, only, range, building } = this.audience();
    const { composer } = this.texts();
    if (kind === 'everyone') return composer.toEveryone(count, range);
    if (kind === 'building') return composer.toBuilding(count, building?.name ?? '');
    return only ? composer.toOne(only) : composer.toChosen(count);
  });
  /** Two fields can stand side by side: each is named by whom it writes to. */
  protected readonly label = computed(() => this.texts().composer.labelTo(this.chip()));
  protected readonly placeholder = computed(() => {
    const { kind, count, only, building } = this.audience();
    const { composer } = this.texts();
    if (kind === 'everyone') return composer.placeholder(count);
    if (kind === 'building') return composer.placeholderBuilding(building?.name ?? '');
    if (count === 0) return composer.placeholderNobody;
    return only ? composer.placeholderOne(firstNameOf(only)) : composer.placeholderChosen(count);
  });

  /** Puts the caret into the field, as after choosing whom to write to. */
  focus(): void {
    this.field().nativeElement.focus();
  }

  protected input(event: Event): void {
    this.asking.set(false);
    this.typed.emit((event.target as HTMLTextAreaElement).value);
  }

  protected choose(kind: Addressee, popup: Popup): void {
    popup.close();
    if (kind !== 'chosen') this.focus();
    this.audienceChosen.emit(kind);
  }

  /** Where the caret was, which stays right behind the emoji. */
  protected insert(emoji: string, popup: Popup): void {
    popup.close();
    const field = this.field().nativeElement;
    field.focus();
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
    this.typed.emit(field.value);
  }

  /** Enter sends where there is a keyboard; a finger's Enter is a new line. Composing a letter is neither. */
  protected key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    if (globalThis.matchMedia?.('(pointer: coarse)').matches) return;
    event.preventDefault();
    this.submit();
  }

  protected submit(): void {
    // Whoever types fast is ahead of the draft: what is sent is what stands in the field.
    const field = this.field().nativeElement;
    const text = field.value;
    if (!this.canSend(text)) return;
    if (this.audience().count > MANY && !this.asking()) return this.asking.set(true);
    this.stopAsking();
    this.sent.emit(text);
    field.value = '';
  }

  private canSend(text: string): boolean {
    const fits = characterCount(text) <= LIMITS.maxMessageCharacters;
    return fits && text.trim() !== '' && this.audience().count > 0;
  }

  /** Takes back the question, and does nothing else that Escape would do elsewhere. */
  protected escape(event: Event): void {
    if (!this.asking()) return;
    event.stopPropagation();
    this.stopAsking();
  }

  protected stopAsking(): void {
    if (!this.asking()) return;
    this.asking.set(false);
    this.focus();
  }
}
