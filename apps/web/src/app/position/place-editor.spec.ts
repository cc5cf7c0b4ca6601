import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Language } from '../texts/language';
import { PlaceEditor } from './place-editor';

const torre = { id: 't', name: 'Torre Norte', latitude: 38.7378, longitude: -9.1386, radius: 49 };

describe('PlaceEditor', () => {
  let fixture: ComponentFixture<PlaceEditor>;
  const placed = jest.fn();

  beforeEach(async () => {
    placed.mockClear();
    TestBed.inject(Language).use('en');
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

  const find = <Found extends HTMLElement = HTMLInputElement>(testId: string): Found =>
    page().querySelector<Found>(`[data-testid=${testId}]`)!;

  it('takes a building as its centre, once that is confirmed', async () => {
    find<HTMLSelectElement>('building').value = 't';
    find('building').dispatchEvent(new Event('change'));
    await fixture.whenStable();
    expect(find('latitude').value).toBe('38.737800');
    expect(placed).not.toHaveBeenCalled();

    find('set-typed').click();

    expect(placed).toHaveBeenCalledWith({ latitude: 38.7378, longitude: -9.1386 });
  });

  it('names the building in which the numbers are', async () => {
    const here = { latitude: 38.7379, longitude: -9.1385, source: 'device', at: 0 };
    fixture.componentRef.setInput('place', here);
    await fixture.whenStable();
    expect(find<HTMLSelectElement>('building').value).toBe('t');

    find('latitude').value = '38.8';
    find('latitude').dispatchEvent(new Event('input'));
    await fixture.whenStable();

    expect(find<HTMLSelectElement>('building').value).toBe('');
  });

  it('keeps what was typed while the device moves on', async () => {
    find('latitude').value = '38,7';
    find('latitude').dispatchEvent(new Event('input'));
    fixture.componentRef.setInput('place', { latitude: 1, longitude: 2, source: 'device', at: 0 });
    await fixture.whenStable();

    expect(find('latitude').value).toBe('38,7');
  });

  it('takes its own way of writing numbers back, in each language', async () => {
    TestBed.inject(Language).use('pt');
    fixture.componentRef.setInput('place', {
      latitude: 38.737664,
      longitude: -9.1387,
      source: 'hand',
      at: 0,
    });
    await fixture.whenStable();
    expect([find('latitude').value, find('longitude').value]).toEqual(['38,737664', '−9,138700']);

    find('set-typed').click();

    expect(placed).toHaveBeenCalledWith({ latitude: 38.737664, longitude: -9.1387 });
  });

  it('lists the buildings to whoever wants to choose one, and a press of one is enough', () => {
    const other = TestBed.createComponent(PlaceEditor);
    other.componentRef.setInput('place', null);
    other.componentRef.setInput('buildings', [torre]);
    other.componentRef.setInput('atBuildings', true);
    const chosen = jest.fn();
    other.componentInstance.placed.subscribe(chosen);
    document.body.append(other.nativeElement as HTMLElement);
    TestBed.tick();
    other.detectChanges();
    expect(document.activeElement?.tagName).toBe('H2'); // the focus comes along

    (other.nativeElement as HTMLElement).querySelector<HTMLElement>('[data-testid=building-row]')!.click();

    expect(chosen).toHaveBeenCalledWith(torre);
  });
});
