import { loginProblemPage } from './login-page';
import { LOGIN_TEXTS, type LoginProblem } from './login-texts';

describe('the page for a sign-in that did not work', () => {
  const problems = Object.keys(LOGIN_TEXTS.en.problems) as LoginProblem[];

  it.each(problems)('tells of %s in each language by words of its own', (problem) => {
    const [english, portuguese] = [LOGIN_TEXTS.en, LOGIN_TEXTS.pt].map((texts) =>
      loginProblemPage(texts, problem, { id: 'ana', said: 'no' }),
    );

    expect(english).toMatch(/<html lang="en">[^]*Fénix said: “no”[^]*>Try again</);
    expect(portuguese).toMatch(/<html lang="pt-PT">[^]*O Fénix disse: “no”[^]*>Tentar outra vez</);
    for (const page of [english, portuguese]) expect(page).not.toContain('{id}');
    expect(LOGIN_TEXTS.pt.problems[problem]).not.toEqual(LOGIN_TEXTS.en.problems[problem]);
  });

  it.each(['en', 'pt'] as const)('shows what came from outside as text, in %s', (language) => {
    const page = loginProblemPage(LOGIN_TEXTS[language], 'bot-id', { id: '<i>$&', said: '"><script>' });

    expect(page).toContain('&lt;i&gt;$&amp;');
    expect(page).toContain('“&quot;&gt;&lt;script&gt;”');
    expect(page).not.toMatch(/<script|<i>/);
  });

  it('quotes nobody where Fénix said nothing', () => {
    const page = loginProblemPage(LOGIN_TEXTS.en, 'denied');

    expect(page).not.toContain('Fénix said');
  });
});
