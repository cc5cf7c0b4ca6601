import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { AudienceSummary } from './audience-summary';
import { Composer } from './composer';

const everyone: AudienceSummary = { kind: 'everyone', count: 14, inRange: 14, range: 120 };

describe('Composer', () => {
  let fixture: ComponentFixture<Composer>;
  const sent = jest.fn();

  async function given(draft: string, audience = everyone): Promise<void> {
    sent.mockClear();
    fixture = TestBed.createComponent(Composer);
    fixture.componentRef.setInput('draft', draft);
    fixture.componentRef.setInput('audience', audience);
    fixture.componentInstance.sent.subscribe(sent);
    await fixture.whenStable();
  }

  const find = <Found extends HTMLElement>(testId: string): Found | null =>
    (fixture.nativeElement as HTMLElement).querySelector<Found>(`[data-testid="${testId}"]`);
  const words = (): string => (fixture.nativeElement as HTMLElement).textContent ?? '';
  const press = (more: KeyboardEventInit = {}): boolean =>
    find('message-text')!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, ...more }),
    );

  it('says to how many people it writes', async () => {
    await given('Olá');

    expect(find('to')!.textContent).toContain('14 nearby, up to 120 m');
  });

  it('sends with Enter, and starts a new line with Shift and Enter', async () => {
    await given('Olá');

    press({ shiftKey: true });
    expect(sent).not.toHaveBeenCalled();
    press();

    expect(sent).toHaveBeenCalledWith('Olá');
  });

  it('sends all that stands in the field, though the page has not caught up with the keys', async () => {
    await given('Ol');
    const field = find<HTMLTextAreaElement>('message-text')!;

    field.value = 'Olá, Ana';
    press();

    expect(sent).toHaveBeenCalledWith('Olá, Ana');
    expect(field.value).toBe('');
  });

  it('does not send while a letter is being composed', async () => {
    await given('こん');

    press({ isComposing: true });

    expect(sent).not.toHaveBeenCalled();
  });

  it('sends nothing to nobody', async () => {
    await given('Olá', { ...everyone, count: 0 });

    press();

    expect(sent).not.toHaveBeenCalled();
    expect(find('send')!.getAttribute('aria-disabled')).toBe('true');
  });

  it('counts from 1,800 characters on, as people count, and refuses more than 2,000', async () => {
    await given('🙂'.repeat(1_799));
    expect(words()).not.toContain('of 2000');
    await given('🙂'.repeat(1_800));
    expect(words()).toContain('1800 of 2000 characters');
    await given('🙂'.repeat(2_001));

    press();

    expect(words()).toContain('1 character too many');
    expect(sent).not.toHaveBeenCalled();
  });

  it('asks before it writes to more than fifty people', async () => {
    await given('Olá', { ...everyone, count: 120 });

    press();
    await fixture.whenStable();
    expect(sent).not.toHaveBeenCalled();
    expect(words()).toContain('Send to 120 people?');
    press();

    expect(sent).toHaveBeenCalledTimes(1);
  });
});
