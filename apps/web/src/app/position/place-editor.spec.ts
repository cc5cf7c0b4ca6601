import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { PlaceEditor } from './place-editor';

const torre = { id: 't', name: 'Torre Norte', latitude: 38.7378, longitude: -9.1386, radius: 49 };

describe('PlaceEditor', () => {
  let fixture: ComponentFixture<PlaceEditor>;
  const placed = jest.fn();

  beforeEach(async () => {
    placed.mockClear();
    fixture = TestBed.createComponent(PlaceEditor);
    fixture.componentRef.setInput('place', null);
    fixture.componentRef.setInput('buildings', [torre]);
    fixture.componentInstance.placed.subscribe(placed);
    await fixture.whenStable();
  });

  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;

  async function type(latitude: string, longitude: string): Promise<void> {
    for (const [field, value] of Object.entries({ latitude, longitude })) {
      const input = page().querySelector<HTMLInputElement>(`[data-testid=${field}]`)!;
      input.value = value;
      input.dispatchEvent(new Event('input'));
    }
    page().querySelector<HTMLButtonElement>('[data-testid=set-typed]')!.click();
    await fixture.whenStable();
  }

  it('takes typed degrees, with a point or a comma', async () => {
    await type('38.7378', '-9,1386');

    expect(placed).toHaveBeenCalledWith({ latitude: 38.7378, longitude: -9.1386 });
  });

  it.each([
    ['91', '0'],
    ['0', '-180.1'],
    ['', '0'],
    ['north', '0'],
  ])('refuses what is no place on earth: %s, %s', async (latitude, longitude) => {
    await type(latitude, longitude);

    expect(placed).not.toHaveBeenCalled();
    expect(page().querySelector('[role=alert]')).not.toBeNull();
  });

  it('takes a building as its centre', () => {
    page().querySelector<HTMLButtonElement>('[data-testid=choose-building] button')!.click();

    expect(placed).toHaveBeenCalledWith(expect.objectContaining({ latitude: 38.7378, longitude: -9.1386 }));
  });
});
