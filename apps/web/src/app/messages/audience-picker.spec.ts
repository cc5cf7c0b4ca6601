import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { AudiencePicker } from './audience-picker';
import type { AudienceSummary } from './audience-summary';

const everyone: AudienceSummary = { kind: 'everyone', count: 14, inRange: 14, range: 120 };

describe('AudiencePicker', () => {
  let fixture: ComponentFixture<AudiencePicker>;
  const options = (): HTMLElement[] => [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];
  const kinds = (): (string | undefined)[] => options().map(({ dataset }) => dataset['testid']);
  const words = (index: number): string => options()[index]!.textContent.replace(/\s+/g, ' ').trim();

  async function given(audience: AudienceSummary): Promise<void> {
    fixture = TestBed.createComponent(AudiencePicker);
    fixture.componentRef.setInput('audience', audience);
    await fixture.whenStable();
  }

  it('offers everybody in range and choosing, and says how many they are', async () => {
    await given(everyone);

    expect(kinds()).toEqual(['audience-everyone', 'audience-chosen']);
    expect(words(0)).toBe('Everyone nearby 14 people up to 120 m');
  });

  it('offers the building to whoever is in one', async () => {
    await given({ ...everyone, building: { name: 'Torre Norte', count: 1 } });

    expect(kinds()).toEqual(['audience-everyone', 'audience-building', 'audience-chosen']);
    expect(words(1)).toBe('Everyone in Torre Norte 1 person in the building');
  });

  it('offers first in a conversation the one person that it is with', async () => {
    await given({ ...everyone, kind: 'one', count: 1, one: { name: 'Rui', detail: '30 m · Outdoors' } });

    expect(kinds()[0]).toBe('audience-one');
    expect(words(0)).toBe('Only Rui 30 m · Outdoors');
  });

  it('says which one holds, and only that one', async () => {
    await given({ ...everyone, kind: 'chosen', count: 0 });

    expect(options().map((option) => option.getAttribute('aria-pressed'))).toEqual(['false', 'true']);
  });

  it('asks for whatever is pressed', async () => {
    await given(everyone);
    const chosen = jest.fn();
    fixture.componentInstance.chosen.subscribe(chosen);

    options()[1]!.click();

    expect(chosen).toHaveBeenCalledWith('chosen');
  });
});
