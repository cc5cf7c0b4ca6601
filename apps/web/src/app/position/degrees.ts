/** Six digits are ten centimetres: enough for anybody who types. */
const DIGITS = 6;

/** Degrees as a person writes them in that language: `38,737664` and `−9,138700` in Portuguese. */
export function degreesIn(locale: string, value: number): string {
  const digits = { minimumFractionDigits: DIGITS, maximumFractionDigits: DIGITS };
  return new Intl.NumberFormat(locale, digits).format(value).replace('-', '−');
}

/** What somebody typed, in any of the ways to write it; null when it is no number or beyond the limit. */
export function degreesOf(text: string, limit: number): number | null {
  const written = text.trim().replace('−', '-').replace(',', '.').replace(/°$/, '');
  const number = Number(written);
  return written !== '' && Math.abs(number) <= limit ? number : null;
}
