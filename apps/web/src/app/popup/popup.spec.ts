import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { fakeDialogs } from './dialog.fake';
import { Popup } from './popup';

@Component({
  imports: [Popup],
  template: `
    <button #opener type="button" (click)="shown.set(true)">Open</button>
    @if (shown()) {
      <perto-popup label="Who gets it?" [anchor]="opener" (closed)="shown.set(false)">
        <button type="button" class="first">First</button>
        <button type="button" class="second" [attr.aria-pressed]="chosen">Second</button>
      </perto-popup>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  readonly shown = signal(true);
  chosen = true;
}

describe('Popup', () => {
  let fixture: ComponentFixture<Page>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const dialog = (): HTMLDialogElement | null => page().querySelector('dialog');

  async function given(chosen = true): Promise<void> {
    fixture = TestBed.createComponent(Page);
    fixture.componentInstance.chosen = chosen;
    document.body.append(page());
    await fixture.whenStable();
  }

  beforeAll(fakeDialogs);
  afterEach(() => fixture.destroy());

  it('opens above everything by itself, and says what it asks', async () => {
    await given();

    expect([dialog()!.open, dialog()!.getAttribute('aria-label')]).toEqual([true, 'Who gets it?']);
  });

  it('gives the focus to the choice that holds', async () => {
    await given();

    expect(document.activeElement).toBe(page().querySelector('.second'));
  });

  it('gives the focus to the first choice, not to the way out, when none holds', async () => {
    await given(false);

    expect(document.activeElement).toBe(page().querySelector('.first'));
  });

  it('stands at the left of what it was opened from, above it', async () => {
    await given();

    expect(dialog()!.style.getPropertyValue('--popup-left')).toBe('12px');
    expect(dialog()!.style.getPropertyValue('--popup-bottom')).toBe(`${innerHeight + 8}px`);
  });

  it('closes at a click beside it, and stays at a click inside', async () => {
    await given();
    page().querySelector<HTMLElement>('.first')!.click();
    expect(dialog()!.open).toBe(true);

    dialog()!.click();
    await fixture.whenStable();

    expect(dialog()).toBeNull();
  });

  it('keeps Escape to itself: what lies below stays open', async () => {
    await given();
    const below = jest.fn();
    page().addEventListener('keydown', below);

    dialog()!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    dialog()!.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));

    expect(below.mock.calls.map(([{ key }]: [KeyboardEvent]) => key)).toEqual(['a']);
  });
});
