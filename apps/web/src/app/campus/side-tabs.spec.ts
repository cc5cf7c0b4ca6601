import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { SideTabs } from './side-tabs';

describe('SideTabs', () => {
  let fixture: ComponentFixture<SideTabs>;
  const chosen = jest.fn();
  const tabs = (): HTMLElement[] => [
    ...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]'),
  ];
  const key = (name: string): boolean =>
    tabs()
      .find((tab) => tab.tabIndex === 0)!
      .dispatchEvent(new KeyboardEvent('keydown', { key: name }));

  beforeEach(async () => {
    chosen.mockClear();
    fixture = TestBed.createComponent(SideTabs);
    document.body.append(fixture.nativeElement as HTMLElement);
    fixture.componentRef.setInput('tabs', [
      { id: 'nearby', label: 'Nearby', count: 120 },
      { id: 'building', label: 'Building', count: 0 },
      { id: 'messages', label: 'Messages', unread: 130 },
    ]);
    fixture.componentRef.setInput('current', 'nearby');
    fixture.componentInstance.chosen.subscribe(chosen);
    await fixture.whenStable();
  });
  afterEach(() => fixture.destroy());

  it('counts, also nobody, and says how many are unread even where it shows less', () => {
    const words = tabs().map(({ textContent }) => textContent);

    expect(words[0]).toContain('120');
    expect(words[1]).toContain('0');
    expect(words[2]).toContain('99+');
    expect(words[2]).toContain('130 unread');
  });

  it('is one stop of the tab key; arrows go round, Home and End to the ends', () => {
    expect(tabs().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);

    key('ArrowLeft');
    expect(chosen).toHaveBeenLastCalledWith('messages');
    expect(document.activeElement).toBe(tabs()[2]);
    key('ArrowRight');
    expect(chosen).toHaveBeenLastCalledWith('building');
    key('End');

    expect(chosen).toHaveBeenLastCalledWith('messages');
  });
});
