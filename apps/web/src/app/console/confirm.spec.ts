import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { fakeDialogs } from '../popup/dialog.fake';
import { Confirm } from './confirm';

@Component({
  imports: [Confirm],
  template: `
    <main>
      <h1 tabindex="-1">1</h1>
      @if (listed()) {
        <button type="button" id="opener" (click)="asking.set(true)">2</button>
      }
    </main>
    @if (asking()) {
      <perto-confirm
        question=""
        consequence=""
        action=""
        [busy]="busy()"
        (confirmed)="confirmed()"
        (closed)="asking.set(false)"
      />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Section {
  readonly listed = signal(true);
  readonly asking = signal(false);
  readonly busy = signal(false);
  readonly confirmed = jest.fn();
}

describe('Confirm', () => {
  let fixture: ComponentFixture<Section>;
  const page = () => fixture.nativeElement as HTMLElement;
  const press = async (testId: string) => {
    page().querySelector<HTMLElement>(`[data-testid=${testId}]`)!.click();
    await fixture.whenStable();
  };

  beforeEach(async () => {
    fakeDialogs();
    fixture = TestBed.createComponent(Section);
    document.body.append(page());
    await fixture.whenStable();
    const opener = page().querySelector<HTMLElement>('#opener')!;
    opener.focus();
    opener.click();
    await fixture.whenStable();
  });
  afterEach(() => page().remove());

  it('begins at what is harmless', () => {
    expect(document.activeElement?.getAttribute('data-testid')).toBe('confirm-cancel');
  });

  it('does nothing when it is cancelled, and gives the focus back', async () => {
    await press('confirm-cancel');

    expect(fixture.componentInstance.confirmed).not.toHaveBeenCalled();
    expect(fixture.componentInstance.asking()).toBe(false);
    expect(document.activeElement?.id).toBe('opener');
  });

  it('confirms once, not while it is being done', async () => {
    await press('confirm');
    fixture.componentInstance.busy.set(true);
    await fixture.whenStable();

    await press('confirm');

    expect(fixture.componentInstance.confirmed).toHaveBeenCalledTimes(1);
  });

  it('leads to the top of the section when what opened it has gone with what was done', async () => {
    fixture.componentInstance.listed.set(false);
    fixture.componentInstance.asking.set(false);
    await fixture.whenStable();

    expect(document.activeElement?.tagName).toBe('H1');
  });
});
