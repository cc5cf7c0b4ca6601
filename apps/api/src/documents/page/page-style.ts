/** The looks of the page: the product's colours and letters, light and dark by the reader's system. */
export const PAGE_STYLE = `
@font-face { font-family: 'Instrument Sans'; src: url('/fonts/instrument-sans-latin-wght-normal.woff2') format('woff2'); font-weight: 400 700; font-display: swap; }
:root {
  color-scheme: light dark;
  --surface: light-dark(#fff, #14181f); --sunken: light-dark(#f2f3f0, #1f252e); --line: light-dark(#dfe1dc, #2b323d);
  --ink: light-dark(#14171f, #edf0f4); --ink-2: light-dark(#555b66, #a8b0bd);
  --reach: light-dark(#2541c4, #a3b3ff); --reach-tint: light-dark(#e7ebfc, #222c5e); --on-reach-tint: light-dark(#1d319b, #cbd5ff);
  --voice-tint: light-dark(#fff2cc, #332b17); --on-voice-tint: light-dark(#5c4300, #ffdf93);
  --alarm-tint: light-dark(#fde8e7, #43191c); --on-alarm-tint: light-dark(#9b0e19, #ffb4ae);
}
*, *::before, *::after { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body { margin: 0; background: var(--surface); color: var(--ink); font: 400 15px/22px 'Instrument Sans', system-ui, sans-serif; }
a { color: var(--reach); }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 12px; top: 12px; padding: 8px 14px; background: var(--surface); z-index: 1; }
.frame { display: grid; grid-template-columns: 300px minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 24px 16px 40px 24px; border-right: 1px solid var(--line); background: var(--sunken); }
nav ul { list-style: none; margin: 0 0 14px; padding: 0; }
nav li a { display: block; padding: 4px 8px; border-radius: 8px; color: var(--ink); text-decoration: none; font-size: 13px; line-height: 18px; overflow-wrap: anywhere; }
nav li a:hover { background: var(--surface); }
nav h2 { margin: 18px 8px 4px; font-size: 12px; line-height: 16px; font-weight: 600; color: var(--ink-2); }
.logo { display: block; margin: 0 8px 4px; font: 700 26px/30px 'Instrument Sans', system-ui, sans-serif; letter-spacing: -0.04em; color: var(--ink); text-decoration: none; }
.logo svg { width: 19px; height: 19px; margin-left: 1px; vertical-align: -2px; }
main { padding: 40px clamp(16px, 5vw, 64px) 96px; }
main > * { max-width: 860px; }
h1 { margin: 0 0 12px; font-size: 34px; line-height: 40px; font-weight: 650; letter-spacing: -0.022em; }
main h2 { margin: 64px 0 4px; padding-top: 24px; border-top: 1px solid var(--line); font-size: 24px; line-height: 30px; font-weight: 650; letter-spacing: -0.015em; }
h3 { margin: 0 0 6px; font-size: 16px; line-height: 24px; font-weight: 600; overflow-wrap: anywhere; }
h4 { margin: 20px 0 6px; font-size: 13px; line-height: 18px; font-weight: 600; color: var(--ink-2); }
p { margin: 0 0 10px; }
ul { margin: 0 0 10px; padding-left: 20px; }
article, .schema { margin-top: 32px; padding: 20px; border: 1px solid var(--line); border-radius: 15px; }
article:target, .schema:target { border-color: var(--reach); box-shadow: 0 0 0 1px var(--reach); }
.schema h3 { font-size: 15px; }
.schema { margin-top: 14px; }
.summary { font-size: 18px; line-height: 25px; font-weight: 600; }
code { font: 400 13px/20px ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
p code, li code, td p code { padding: 1px 4px; border-radius: 4px; background: var(--sunken); }
h3 code { font-size: 15px; font-weight: 600; }
pre { margin: 0 0 10px; padding: 12px 14px; border-radius: 10px; background: var(--sunken); overflow-x: auto; }
pre code { overflow-wrap: normal; }
.method { display: inline-block; padding: 1px 8px; border-radius: 8px; background: var(--reach-tint); color: var(--on-reach-tint); font-size: 12px; line-height: 20px; font-weight: 600; }
.method.POST, .method.receive { background: var(--voice-tint); color: var(--on-voice-tint); }
.method.DELETE { background: var(--alarm-tint); color: var(--on-alarm-tint); }
.status { font: 600 13px/18px ui-monospace, Menlo, Consolas, monospace; color: var(--ink); }
.type { color: var(--ink-2); font-size: 13px; }
.optional { font-weight: 400; font-size: 12px; color: var(--ink-2); white-space: nowrap; }
.case { margin: 0 0 10px; padding-left: 12px; border-left: 3px solid var(--line); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; margin: 0 0 10px; }
th, td { padding: 8px 8px 8px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
th { width: 30%; min-width: 120px; }
td p, td ul { margin: 2px 0 0; }
summary { cursor: pointer; padding: 8px 0; font-weight: 600; }
details { margin-top: 12px; }
@media (width < 900px) {
  .frame { display: block; }
  nav { position: static; height: auto; max-height: 44vh; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding-top: 28px; }
  article, .schema { padding: 16px; }
}
`;
