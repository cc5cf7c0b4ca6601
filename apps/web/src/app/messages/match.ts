/** Where words stand in a text, as offsets of UTF-16 units. */
export interface Match {
  start: number;
  end: number;
}

/** Finds words in a text, whatever their case and accents: "ola" in "Olá". */
export function matchIn(text: string, words: string): Match | undefined {
  const wanted = folded(words.trim());
  if (wanted === '') return undefined;
  let plain = '';
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    const simple = folded(character);
    for (let unit = 0; unit < simple.length; unit++) offsets.push(offset);
    plain += simple;
    offset += character.length;
  }
  offsets.push(offset);
  const at = plain.indexOf(wanted);
  if (at < 0) return undefined;
  return { start: offsets[at]!, end: offsets[at + wanted.length]! };
}

/** How much is shown before what was found. */
const BEFORE = 32;

/** The text around what was found, in three parts; all of it before where nothing matches. */
export function excerpt(text: string, words: string): { before: string; match: string; after: string } {
  const found = matchIn(text, words);
  if (!found) return { before: text, match: '', after: '' };
  const { start, end } = found;
  const space = text.indexOf(' ', start - BEFORE);
  const cut = space < 0 || space >= start ? start : space + 1; // no word begins in between
  const from = start > BEFORE * 2 ? cut : 0;
  return {
    before: `${from > 0 ? '…' : ''}${text.slice(from, start)}`,
    match: text.slice(start, end),
    after: text.slice(end),
  };
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
