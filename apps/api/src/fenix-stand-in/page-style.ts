import { Markup } from '../platform/http/markup';

/** Avatar tones, as [fill, initials]: eight for light, eight for dark. */
const TONES = {
  light: [
    ['#d6e4f5', '#1f4468'],
    ['#d2ebe6', '#125147'],
    ['#ddeacb', '#3a5212'],
    ['#eadff4', '#543079'],
    ['#f6dce6', '#7a2a4d'],
    ['#f3e0d0', '#6b3a12'],
    ['#dee1e6', '#3a4352'],
    ['#d3eaf0', '#0f4c5c'],
  ],
  dark: [
    ['#24405e', '#cfe3f8'],
    ['#174a43', '#bfede3'],
    ['#37491b', '#daedba'],
    ['#48305f', '#e7d6f7'],
    ['#5c2a40', '#fad3e1'],
    ['#573619', '#f7dac0'],
    ['#3a4352', '#dee3ea'],
    ['#15464f', '#bce7f1'],
  ],
} as const;

const tones = (scheme: keyof typeof TONES): string =>
  TONES[scheme].map(([fill, text], index) => `.tone${index}{background:${fill};color:${text}}`).join('');

/** The page's design tokens and rules; the pages load nothing, so all of it is here. */
export const STYLE = new Markup(`
:root{
  --surface:#fff;--sunken:#f2f3f0;--line:#dfe1dc;--outline:#7e848e;--ink:#14171f;--ink-2:#555b66;
  --reach:#2541c4;--mine:#2541c4;--on-mine:#fff;--voice:#ffc93c;--on-voice:#2a1e00;
  --voice-tint:#fff2cc;--voice-text:#5c4300;--alarm-text:#9b0e19;--alarm-line:#c2121f;
}
${tones('light')}
@media (prefers-color-scheme:dark){
  :root{
    --surface:#14181f;--sunken:#1f252e;--line:#2b323d;--outline:#737d8c;--ink:#edf0f4;--ink-2:#a8b0bd;
    --reach:#a3b3ff;--mine:#4a5ee0;--voice:#ffcf52;
    --voice-tint:#332b17;--voice-text:#ffdf93;--alarm-text:#ffb4ae;--alarm-line:#ff6a66;
  }
  ${tones('dark')}
}
*{box-sizing:border-box;margin:0}
html{-webkit-text-size-adjust:100%}
body{
  min-height:100vh;background:var(--surface);color:var(--ink);
  font:400 15px/21px "Instrument Sans",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
}
.banner{
  display:flex;gap:12px;align-items:center;padding:12px 20px;
  background:var(--voice-tint);color:var(--voice-text);font-size:13px;line-height:18px;text-wrap:balance;
}
.mark{
  flex:none;display:grid;place-items:center;width:24px;height:24px;border-radius:6px;
  background:var(--voice);color:var(--on-voice);font-weight:700;font-size:15px;
}
main{width:100%;max-width:840px;margin:0 auto;padding:24px 20px 32px}
.narrow main{max-width:480px}
h1{font-size:30px;line-height:34px;font-weight:650;letter-spacing:-.022em;text-wrap:balance}
h2{margin-top:20px;font-size:15px;line-height:20px;font-weight:600}
.lead{margin-top:8px;color:var(--ink-2);text-wrap:pretty}
ul{list-style:none;padding:0}
.people{display:grid;gap:8px;margin-top:20px}
.person,.who{
  display:flex;gap:12px;align-items:center;width:100%;min-height:64px;padding:10px 12px;
  border:1px solid var(--line);border-radius:14px;background:none;color:inherit;font:inherit;text-align:left;
}
li{display:flex}
.person{cursor:pointer;transition:background-color .1s linear}
.person:hover{background:var(--sunken)}
.avatar{
  flex:none;display:grid;place-items:center;width:40px;height:40px;border-radius:50%;
  font-size:15px;font-weight:600;
}
.text{min-width:0;overflow-wrap:anywhere}
.name,.detail{display:block}
.name{font-weight:600;line-height:20px}
.detail{color:var(--ink-2);font-size:13px;line-height:18px;font-variant-numeric:tabular-nums}
.phrase{white-space:nowrap}
.who{margin-top:20px;border-color:transparent;background:var(--sunken)}
.other{margin-top:24px;padding-top:20px;border-top:1px solid var(--line)}
label{font-weight:600}
.row{display:flex;gap:8px;margin-top:8px;max-width:480px}
input:not([type=hidden]){
  flex:1;min-width:0;min-height:44px;padding:0 12px;border:1px solid var(--outline);border-radius:10px;
  background:var(--surface);color:var(--ink);font:inherit;font-size:16px;
}
input::placeholder{color:var(--ink-2);opacity:1}
input[aria-invalid=true]{border-color:var(--alarm-line)}
.hint,.fault{margin-top:8px;font-size:13px;line-height:18px;color:var(--ink-2)}
.fault{color:var(--alarm-text)}
.primary,.secondary{
  display:inline-grid;place-items:center;min-height:44px;padding:0 20px;border:1px solid transparent;
  border-radius:10px;font:inherit;font-weight:600;text-decoration:none;cursor:pointer;
}
.primary{background:var(--mine);color:var(--on-mine)}
.secondary{border-color:var(--outline);color:var(--ink)}
.secondary:hover{background:var(--sunken)}
.primary:hover{box-shadow:inset 0 0 0 99px rgb(0 0 0/.12)}
.quiet{display:inline-flex;align-items:center;min-height:44px;color:var(--reach);font-weight:600;text-underline-offset:3px}
.scopes{display:grid;gap:12px;margin-top:8px}
.scopes li{gap:12px;align-items:baseline;color:var(--ink-2)}
code{
  flex:none;padding:2px 8px;border-radius:8px;background:var(--sunken);color:var(--ink);
  font:600 12px/16px ui-monospace,"SF Mono",Consolas,monospace;
}
.decide{display:grid;gap:8px;margin-top:24px}
:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
@media (min-width:480px){.decide{display:flex;gap:12px}}
@media (min-width:760px){
  main{padding:48px 32px}
  .banner{justify-content:center}
  .people{grid-template-columns:1fr 1fr}
  .long{grid-column:1/-1}
}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media (forced-colors:active){.person,.who,.primary{border-color:currentColor}}
`);
