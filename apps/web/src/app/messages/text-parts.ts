import { find } from 'linkifyjs';

/** A piece of a message: plain words, or an address that can be followed. */
export interface TextPart {
  text: string;
  href?: string;
}

/** Texts longer than this are folded, in UTF-16 units. */
const FOLD_OVER = 700;
/** How much of a folded text is shown. */
const SHOWN = 420;

/**
 * The words and links of a message.
 *
 * Only addresses of the web become links, and each is shown as it was written: nobody is led
 * elsewhere than what they read.
 */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { href, value, start, end } of find(text, 'url', { defaultProtocol: 'https' })) {
    if (!isSafe(href, value)) continue;
    if (start > from) parts.push({ text: text.slice(from, start) });
    parts.push({ text: value, href });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** The beginning of a long text, cut between words; undefined when the text is short enough to stand whole. */
export function foldedText(text: string): string | undefined {
  if (text.length <= FOLD_OVER) return undefined;
  const cut = text.slice(0, SHOWN);
  const space = cut.search(/\s\S*$/);
  return `${(space > SHOWN / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '')).trimEnd()}…`;
}

/** Web addresses without a name and password before the host, which only serve to hide where one is led. */
function isSafe(href: string, written: string): boolean {
  // Characters that turn the direction of writing make an address look like another one.
  if (/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(written)) return false;
  try {
    const { protocol, username, password } = new URL(href);
    return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
  } catch {
    return false;
  }
}
