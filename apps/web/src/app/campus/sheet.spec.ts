import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Sheet } from './sheet';
import { SheetGrabber } from './sheet-grabber';
import { sheetHeights, stopAfterDrag } from './sheet-stops';

const heights = sheetHeights(800);

describe('where the sheet settles', () => {
  it('is the nearest stop when it is let go at rest', () => {
    expect(heights).toEqual({ peek: 130, half: 400, full: 716 });
    expect([130, 260, 270, 420, 570, 716].map((height) => stopAfterDrag(height, 0, heights))).toEqual([
      'peek',
      'peek',
      'half',
      'half',
      'full',
      'full',
    ]);
  });

  it('is the next stop that way when it is thrown, however short the way was', () => {
    expect(stopAfterDrag(410, 900, heights)).toBe('full');
    expect(stopAfterDrag(390, 900, heights)).toBe('half');
    expect(stopAfterDrag(390, -900, heights)).toBe('peek');
    expect(stopAfterDrag(716, 900, heights)).toBe('full');
    expect(stopAfterDrag(130, -900, heights)).toBe('peek');
  });
});

@Component({
  imports: [SheetGrabber],
  providers: [Sheet],
  template: `<div #panel><button type="button" [pertoSheetGrabber]="panel">Grab</button></div>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Phone {
  readonly sheet = inject(Sheet);
}

describe('the grabber of the sheet', () => {
  let fixture: ComponentFixture<Phone>;
  let sheet: Sheet;
  const button = (): HTMLElement => (fixture.nativeElement as HTMLElement).querySelector('button')!;
  const key = (name: string): boolean => button().dispatchEvent(new KeyboardEvent('keydown', { key: name }));
  const click = (detail: number): boolean => button().dispatchEvent(new MouseEvent('click', { detail }));

  function point(type: string, y: number, at: number): void {
    const event = new MouseEvent(type, { clientY: y, button: 0 });
    Object.defineProperties(event, {
      pointerId: { value: 1 },
      isPrimary: { value: true },
      timeStamp: { value: at },
    });
    button().dispatchEvent(event);
  }

  beforeEach(() => {
    globalThis.innerHeight = 800;
    globalThis.matchMedia = () => ({ matches: true }) as MediaQueryList;
    fixture = TestBed.createComponent(Phone);
    fixture.detectChanges();
    sheet = fixture.componentInstance.sheet;
    const panel = button().parentElement!;
    panel.getBoundingClientRect = () => ({ height: sheet.height() }) as DOMRect;
  });

  it('goes from stop to stop by click and by keys', () => {
    expect(sheet.stop()).toBe('half');
    click(1);
    expect(sheet.stop()).toBe('full');
    key('Escape');
    key('ArrowDown');
    expect(sheet.stop()).toBe('peek');
    key('ArrowUp');

    expect(sheet.stop()).toBe('half');
  });

  it('follows the finger, and the map rests meanwhile', () => {
    const covered = sheet.covered();
    point('pointerdown', 400, 0);
    point('pointermove', 300, 500);
    expect(sheet.height()).toBe(500);
    expect(sheet.dragging()).toBe(true);
    expect(sheet.covered()).toEqual(covered);

    point('pointermove', -900, 900);
    expect(sheet.height()).toBe(716);
  });

  it('settles by speed, or nearby after a rest; the click that follows means nothing', () => {
    point('pointerdown', 400, 0);
    point('pointermove', 380, 20);
    point('pointerup', 380, 25);
    click(1);
    expect(sheet.stop()).toBe('full');

    point('pointerdown', 84, 1_000);
    point('pointermove', 110, 1_020);
    point('pointerup', 110, 2_000);
    expect(sheet.stop()).toBe('full');
    expect(sheet.dragging()).toBe(false);
  });

  it('still answers to the keyboard after a drag', () => {
    point('pointerdown', 400, 0);
    point('pointermove', 380, 20);
    point('pointerup', 380, 25);

    click(0);

    expect(sheet.stop()).toBe('peek');
  });

  it('goes back when the browser takes the finger away', () => {
    point('pointerdown', 400, 0);
    point('pointermove', 200, 20);
    point('pointercancel', 200, 25);

    expect(sheet.stop()).toBe('half');
    expect(sheet.height()).toBe(400);
  });
});
