export interface AttributionPart {
  text: string;
  /** Only ever an address of http or https. */
  href?: string;
}

const LINK =
  /<a\s[^>]*?href\s*=\s*["']?([^"'\s>]+)["']?[^>]*>(.*?)<\/a>|(https?:\/\/[^\s<>"']+[^\s<>"'.,;:)])/gi;

/**
 * What the operator says of the tiles' makers, as words and links.
 *
 * Operators copy it from the makers' pages, where links are written as HTML. It is read, never rendered:
 * whatever is not a link to http or https is just its words.
 */
export function attributionParts(source: string): AttributionPart[] {
  const parts: AttributionPart[] = [];
  let from = 0;
  for (const found of source.matchAll(LINK)) {
    const [whole, href, words, bare] = found;
    if (found.index > from) parts.push({ text: wordsOf(source.slice(from, found.index)) });
    const address = bare ?? href ?? '';
    const text = bare ? bare.replace(/^https?:\/\//i, '') : wordsOf(words ?? '');
    parts.push(isWeb(address) ? { text, href: address } : { text });
    from = found.index + whole.length;
  }
  if (from < source.length) parts.push({ text: wordsOf(source.slice(from)) });
  return parts.filter(({ text }) => text !== '');
}

function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

function wordsOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('&copy;', '©')
    .replaceAll('&amp;', '&');
}
