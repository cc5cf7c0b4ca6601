import { loginLanguage } from './login-language';

describe('the language of the sign-in', () => {
  it.each([
    'pt',
    'pt-PT,pt;q=0.9,en;q=0.8',
    'PT-br',
    'fr-FR, pt;q=0.3',
    'en;q=0.5, pt;q=0.7',
    'pt, en',
    'en;q=0, pt;q=0.1',
    'pt;q=0.9, *;q=0.1',
  ])('is Portuguese for a browser that sends %j', (header) => {
    expect(loginLanguage(header)).toBe('pt');
  });

  it.each([
    undefined,
    '',
    '*',
    'en',
    'en-GB, pt;q=0.9',
    'en, pt',
    'fr, de;q=0.5',
    'pt;q=0',
    'pt;q=x',
    'pt;q=',
    'pt_PT',
    'ptx',
    '*, pt;q=0.5',
    ';;;,,,q=1',
  ])('is English for a browser that sends %j', (header) => {
    expect(loginLanguage(header)).toBe('en');
  });
});
