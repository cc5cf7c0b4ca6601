import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MessageText } from './message-text';

describe('MessageText', () => {
  let fixture: ComponentFixture<MessageText>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const shown = (): string => page().querySelector('[data-testid=text]')!.textContent;
  const unfold = (): HTMLElement | null => page().querySelector('[data-testid=unfold]');

  async function given(text: string): Promise<void> {
    fixture = TestBed.createComponent(MessageText);
    fixture.componentRef.setInput('text', text);
    await fixture.whenStable();
  }

  it('leads to an address in a tab of its own that learns nothing of this one', async () => {
    await given('Vê https://tecnico.ulisboa.pt, é hoje');

    const link = page().querySelector('a')!;
    expect([link.textContent, link.getAttribute('href')]).toEqual([
      'https://tecnico.ulisboa.pt',
      'https://tecnico.ulisboa.pt',
    ]);
    expect([link.target, link.rel]).toEqual(['_blank', 'noopener noreferrer nofollow ugc']);
    expect(shown()).toBe('Vê https://tecnico.ulisboa.pt, é hoje');
  });

  it('keeps every space and line as it was written', async () => {
    await given('um\n  dois  três https://a.pt  fim');

    expect(shown()).toBe('um\n  dois  três https://a.pt  fim');
  });

  it('shows a short text whole, with nothing to unfold', async () => {
    await given('palavra '.repeat(80));

    expect(unfold()).toBeNull();
  });

  it('unfolds a long text and folds it again', async () => {
    const text = 'palavra '.repeat(200).trim();
    await given(text);
    expect(unfold()!.textContent.trim()).toBe('Read all');

    unfold()!.click();
    await fixture.whenStable();
    expect([shown(), unfold()!.getAttribute('aria-expanded')]).toEqual([text, 'true']);
    unfold()!.click();
    await fixture.whenStable();

    expect(shown().length).toBeLessThan(500);
  });

  it('leads to no address that the fold has cut', async () => {
    await given(`https://tecnico.ulisboa.pt/${'a'.repeat(900)}`);

    expect(page().querySelector('a')?.getAttribute('href')).toBeUndefined();
  });
});
