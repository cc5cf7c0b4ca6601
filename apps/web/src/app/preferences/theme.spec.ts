import { TestBed } from '@angular/core/testing';
import { Theme } from './theme';

describe('Theme', () => {
  function givenTheme(): Theme {
    TestBed.resetTestingModule();
    const theme = TestBed.inject(Theme);
    TestBed.tick();
    return theme;
  }
  const use = (theme: Theme, name: Parameters<Theme['use']>[0]): void => {
    theme.use(name);
    TestBed.tick();
  };
  const chosen = () => document.documentElement.getAttribute('data-theme');
  const barColours = () =>
    [...document.querySelectorAll('meta[name=theme-color]')].map((meta) => meta.getAttribute('media'));

  beforeEach(() => {
    localStorage.clear();
    document.head.innerHTML =
      '<meta name="theme-color" data-scheme="light" /><meta name="theme-color" data-scheme="dark" />';
  });

  it('follows the system until one is chosen', () => {
    expect(givenTheme().name()).toBe('system');

    expect(chosen()).toBeNull();
    expect(barColours()).toEqual(['(prefers-color-scheme: light)', '(prefers-color-scheme: dark)']);
  });

  it('is the chosen one, whatever the system has, also for the bars of the browser', () => {
    use(givenTheme(), 'dark');

    expect(chosen()).toBe('dark');
    expect(barColours()).toEqual(['not all', 'all']);
  });

  it('is remembered in this browser, until the system’s is chosen again', () => {
    use(givenTheme(), 'light');
    const again = givenTheme();
    expect(again.name()).toBe('light');

    use(again, 'system');

    expect(chosen()).toBeNull();
    expect(givenTheme().name()).toBe('system');
  });

  it('takes a remembered word that it does not know for no choice', () => {
    localStorage.setItem('perto.theme', 'sepia');

    expect(givenTheme().name()).toBe('system');
  });

  it('works where storage is switched off', () => {
    const off = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('no storage');
    });

    use(givenTheme(), 'dark');
    off.mockRestore();

    expect(chosen()).toBe('dark');
  });
});
