import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { RangeControl } from './range-control';

describe('RangeControl', () => {
  let fixture: ComponentFixture<RangeControl>;
  const previewed = jest.fn();
  const chosen = jest.fn();

  beforeEach(async () => {
    jest.clearAllMocks();
    fixture = TestBed.createComponent(RangeControl);
    fixture.componentRef.setInput('radius', 120);
    fixture.componentRef.setInput('reachable', 14);
    fixture.componentInstance.previewed.subscribe(previewed);
    fixture.componentInstance.chosen.subscribe(chosen);
    await fixture.whenStable();
  });

  const find = (testId: string): HTMLInputElement =>
    (fixture.nativeElement as HTMLElement).querySelector(`[data-testid=${testId}]`)!;
  const press = (kind: string): boolean =>
    find('range-slider').dispatchEvent(new KeyboardEvent(kind, { key: 'ArrowRight', cancelable: true }));

  it('says metres and people to whoever cannot see the ring', () => {
    expect(find('range-slider').getAttribute('aria-valuetext')).toBe('120 metres, 14 people');
  });

  it('tries on while a key is held down, and saves once when it comes up', () => {
    ['keydown', 'keydown', 'keydown', 'keyup'].forEach(press);

    expect(previewed.mock.calls.flat()).toEqual([130, 140, 150]);
    expect(chosen.mock.calls.flat()).toEqual([150]);
  });

  it('refuses a number that the server would refuse, and says which are allowed', async () => {
    find('range-metres').value = '9000';
    find('range-metres').dispatchEvent(new Event('change'));
    await fixture.whenStable();

    expect(chosen).not.toHaveBeenCalled();
    expect((fixture.nativeElement as HTMLElement).textContent).toContain('Between 1 and 5000 metres');
  });

  it.each(['', 'ten', '0', '-5', '5001'])('takes “%s” for no range', async (typed) => {
    find('range-metres').value = typed;
    find('range-metres').dispatchEvent(new Event('change'));
    await fixture.whenStable();

    expect(chosen).not.toHaveBeenCalled();
    expect(find('range-metres').getAttribute('aria-invalid')).toBe('true');
  });

  it('has room for every digit while it is typed', async () => {
    find('range-metres').value = '5000';
    find('range-metres').dispatchEvent(new Event('input'));
    await fixture.whenStable();

    expect(find('range-metres').style.getPropertyValue('--digits')).toBe('4');
  });

  it('changes nothing while the server cannot be told', async () => {
    fixture.componentRef.setInput('live', false);
    await fixture.whenStable();

    ['keydown', 'keyup'].forEach(press);
    find('range-slider').value = '900';
    find('range-slider').dispatchEvent(new Event('input'));

    expect([previewed.mock.calls, chosen.mock.calls]).toEqual([[], []]);
    expect(find('range-metres').readOnly).toBe(true);
    expect(find('range-slider').value).not.toBe('900');
  });
});
