import type { LoginProblem, LoginTexts } from './login-texts';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** What belongs to one visit, of foreign origin: shown escaped. */
export interface Particulars {
  /** The id that was to be signed in. */
  id?: string;
  /** What the provider said; cut. */
  said?: string | undefined;
}

/** The page for a sign-in that did not work: what happened, and a way to try again. */
export function loginProblemPage(
  texts: LoginTexts,
  problem: LoginProblem,
  { id = '', said }: Particulars = {},
): string {
  const { title, text } = texts.problems[problem];
  const quote = said ? `<p class="said">${escaped(texts.said(said.slice(0, 300)))}</p>` : '';
  return `<!doctype html>
<html lang="${texts.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Perto</title>
<style>
@font-face { font-family: 'Instrument Sans'; src: url('/fonts/instrument-sans-latin-wght-normal.woff2') format('woff2'); font-weight: 400 700; font-display: swap; }
:root { color-scheme: light dark; --surface: #fff; --sunken: #f2f3f0; --ink: #14171f; --ink-2: #555b66; --line: #dfe1dc; --mine: #2541c4; --reach: #2541c4; }
@media (prefers-color-scheme: dark) { :root { --surface: #1a1f27; --sunken: #14181f; --ink: #edf0f4; --ink-2: #a8b0bd; --line: #2b323d; --mine: #4a5ee0; --reach: #a3b3ff; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 20px; background: var(--sunken); color: var(--ink); font: 400 16px/24px 'Instrument Sans', system-ui, sans-serif; }
main { width: min(440px, 100%); padding: 32px 24px; border: 1px solid var(--line); border-radius: 16px; background: var(--surface); }
h1 { margin: 28px 0 12px; font-size: 28px; line-height: 32px; font-weight: 650; letter-spacing: -0.022em; }
.logo { font: 700 26px/28px 'Instrument Sans', system-ui, sans-serif; letter-spacing: -0.04em; }
.logo svg { width: 19px; height: 19px; margin-left: 1px; vertical-align: -2px; }
p { margin: 0 0 20px; color: var(--ink-2); overflow-wrap: anywhere; }
.said { font-size: 13px; line-height: 18px; }
a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 20px; border-radius: 10px; background: var(--mine); color: #fff; font-weight: 600; text-decoration: none; }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
</style>
</head>
<body>
<main>
<div class="logo" role="img" aria-label="Perto">pert<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9.4" fill="none" stroke="currentColor" stroke-width="4.4"/><circle cx="14" cy="12" r="3.9" fill="var(--reach)"/></svg></div>
<h1>${escaped(title)}</h1>
<p>${escaped(text.replace('{id}', () => id))}</p>
${quote}
<a href="/login">${escaped(texts.retry)}</a>
</main>
</body>
</html>
`;
}
