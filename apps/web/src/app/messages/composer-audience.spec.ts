import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { fakeDialogs } from '../popup/dialog.fake';
import type { AudienceSummary } from './audience-summary';
import { Composer } from './composer';

const everyone: AudienceSummary = { kind: 'everyone', count: 14, inRange: 14, range: 120 };
const one: AudienceSummary = {
  ...everyone,
  kind: 'one',
  count: 1,
  only: 'Rui Matos',
  one: { name: 'Rui Matos', detail: '30 m' },
};

describe('Composer', () => {
  let fixture: ComponentFixture<Composer>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const find = <Found extends HTMLElement>(testId: string): Found =>
    page().querySelector<Found>(`[data-testid="${testId}"]`)!;
  const field = (): HTMLTextAreaElement => find<HTMLTextAreaElement>('message-text');
  const press = async (element: HTMLElement): Promise<void> => {
    element.click();
    await fixture.whenStable();
  };

  async function given(draft: string, audience: AudienceSummary): Promise<void> {
    fixture = TestBed.createComponent(Composer);
    document.body.append(page());
    fixture.componentRef.setInput('draft', draft);
    fixture.componentRef.setInput('audience', audience);
    fixture.componentInstance.typed.subscribe((text) => fixture.componentRef.setInput('draft', text));
    await fixture.whenStable();
  }

  beforeAll(fakeDialogs);
  afterEach(() => fixture.destroy());

  it('says in a conversation that only this person gets it, also before anything is typed', async () => {
    await given('', one);

    expect(find('to').textContent).toBe('Only Rui Matos');
    expect(field().placeholder).toBe('Write to Rui…');
    expect(find('send').getAttribute('aria-disabled')).toBe('true');
  });

  it('says nothing about everybody nearby until something is typed', async () => {
    await given('', everyone);
    expect(find('to')).toBeNull();

    fixture.componentRef.setInput('draft', 'Olá');
    await fixture.whenStable();

    expect(find('to')).not.toBeNull();
  });

  it('says how many are chosen, and asks to choose while nobody is', async () => {
    await given('', { ...everyone, kind: 'chosen', count: 3 });
    expect([find('to').textContent, field().placeholder]).toEqual(['3 chosen', 'Write to 3 chosen people…']);

    fixture.componentRef.setInput('audience', { ...everyone, kind: 'chosen', count: 0 });
    await fixture.whenStable();

    expect(field().placeholder).toBe('Choose people in the lists…');
  });

  it('asks whom it goes to, and goes back to the field with the answer', async () => {
    await given('Olá', everyone);
    const chosen = jest.fn();
    fixture.componentInstance.audienceChosen.subscribe(chosen);

    await press(find('to'));
    await press(find('audience-everyone'));

    expect(chosen).toHaveBeenCalledWith('everyone');
    expect(document.activeElement).toBe(field());
    expect(page().querySelector('dialog')).toBeNull();
  });

  it('does not go back to the field from choosing people: that goes on in the lists', async () => {
    await given('Olá', everyone);

    await press(find('to'));
    await press(find('audience-chosen'));

    expect(document.activeElement).not.toBe(field());
  });

  it('puts an emoji where the caret is, and the caret behind it', async () => {
    await given('Olá Rui', one);
    field().setSelectionRange(3, 3);

    await press(find('emoji'));
    await press(page().querySelector<HTMLElement>('perto-emoji-picker button')!);

    expect(fixture.componentInstance.draft()).toBe('Olá🙂 Rui');
    expect([document.activeElement, field().selectionStart]).toEqual([field(), 5]);
  });

  it('puts an emoji in the place of what is selected', async () => {
    await given('Olá Rui', one);
    field().setSelectionRange(4, 7);

    await press(find('emoji'));
    await press(page().querySelector<HTMLElement>('perto-emoji-picker button')!);

    expect(fixture.componentInstance.draft()).toBe('Olá 🙂');
  });

  it('takes back with Escape the question before many, and nothing else', async () => {
    await given('Olá', { ...everyone, count: 120 });
    const below = jest.fn();
    page().addEventListener('keydown', below);
    const escape = (): KeyboardEvent => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
    await press(find('send'));

    field().dispatchEvent(escape());
    await fixture.whenStable();
    expect(page().querySelector('[role=alertdialog]')).toBeNull();
    expect(below).not.toHaveBeenCalled();
    field().dispatchEvent(escape());

    expect(below).toHaveBeenCalledTimes(1);
  });
});
