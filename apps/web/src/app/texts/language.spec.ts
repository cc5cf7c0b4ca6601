import { TestBed } from '@angular/core/testing';
import { Language, preferred } from './language';

describe('the language at first', () => {
  it.each([
    [['pt-PT', 'en'], 'pt'],
    [['en-GB', 'pt'], 'en'],
    [['de-DE', 'pt-BR', 'en'], 'pt'],
    [['fr', 'es'], 'en'],
    [[], 'en'],
  ] as const)('of a browser that prefers %j is %s', (languages, code) => {
    expect(preferred(languages)).toBe(code);
  });
});

describe('Language', () => {
  function givenLanguage(): Language {
    TestBed.resetTestingModule();
    const language = TestBed.inject(Language);
    TestBed.tick();
    return language;
  }

  beforeEach(() => {
    localStorage.clear();
    document.head.innerHTML = '<meta name="description" content="" />';
  });

  it('changes all words at once, and what the document says of itself', () => {
    const language = givenLanguage();

    language.use('pt');
    TestBed.tick();

    expect(language.texts().account.signOut).toBe('Sair');
    expect(document.documentElement.lang).toBe('pt-PT');
    expect(document.querySelector('meta')?.content).toContain('Vê quem está perto');
  });

  it('is remembered in this browser', () => {
    givenLanguage().use('pt');

    expect(givenLanguage().code()).toBe('pt');
  });

  it('takes a remembered word that it does not know for no choice', () => {
    localStorage.setItem('perto.language', 'xx');

    expect(givenLanguage().code()).toBe('en');
  });
});
