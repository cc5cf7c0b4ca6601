import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Language } from '../texts/language';
import { AccountMenu } from './account-menu';
import { Theme } from './theme';

describe('AccountMenu', () => {
  let fixture: ComponentFixture<AccountMenu>;
  const signedOut = jest.fn();

  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const find = <Found extends HTMLElement = HTMLElement>(testId: string): Found | null =>
    page().querySelector<Found>(`[data-testid=${testId}]`);
  const opener = () => find<HTMLButtonElement>('account-menu')!;

  beforeEach(async () => {
    localStorage.clear();
    signedOut.mockClear();
    fixture = TestBed.createComponent(AccountMenu);
    fixture.componentRef.setInput('person', { id: 'ist1112345', name: 'Inês Duarte' });
    fixture.componentInstance.signOut.subscribe(signedOut);
    document.body.append(page());
    TestBed.inject(Language).use('en');
    await fixture.whenStable();
    opener().focus();
    opener().click();
    await fixture.whenStable();
  });

  afterEach(() => page().remove());

  it('is named after whose it is, and says whether it is open', async () => {
    expect(opener().textContent?.trim()).toContain('Account of Inês Duarte');
    expect(opener().getAttribute('aria-expanded')).toBe('true');

    opener().click();
    await fixture.whenStable();

    expect(opener().getAttribute('aria-expanded')).toBe('false');
    expect(find('sign-out')).toBeNull();
  });

  it('changes the language at once, each language named in itself', async () => {
    expect(find('language-pt')?.closest('label')?.lang).toBe('pt-PT');

    find('language-pt')!.click();
    await fixture.whenStable();

    expect(find('sign-out')?.textContent).toContain('Sair');
    expect(document.documentElement.lang).toBe('pt-PT');
  });

  it('changes the theme at once', async () => {
    find('theme-dark')!.click();
    await fixture.whenStable();

    expect(TestBed.inject(Theme).name()).toBe('dark');
    expect(find<HTMLInputElement>('theme-dark')!.checked).toBe(true);
  });

  it('closes with Escape and gives the focus back', async () => {
    find('theme-light')!.focus();

    find('theme-light')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await fixture.whenStable();

    expect(find('sign-out')).toBeNull();
    expect(document.activeElement).toBe(opener());
  });

  it('closes when something else is pressed or focused, and not when its own parts are', async () => {
    find('sign-out')!.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await fixture.whenStable();
    expect(find('sign-out')).not.toBeNull();

    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await fixture.whenStable();

    expect(find('sign-out')).toBeNull();
  });

  it('signs out once, however often it is pressed while that takes its time', async () => {
    find('sign-out')!.click();
    fixture.componentRef.setInput('leaving', true);
    await fixture.whenStable();
    find('sign-out')!.click();

    expect(signedOut).toHaveBeenCalledTimes(1);
    expect(find('sign-out')?.textContent).toContain('Leaving…');
  });
});
