/**
 * Text that somebody wrote, without what would steer a terminal: control
 * characters, and those that turn the direction of what follows.
 *
 * @param {string} text
 */
export const harmless = (text) => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');

const segments = new Intl.Segmenter();
/** Letters that take two cells of a terminal: those of East Asia, and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\ufe0f/u;

/** Cells that a text takes on a terminal. */
export function widthOf(text) {
  let width = 0;
  for (const { segment } of segments.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** A text cut, or filled with blanks, to so many cells. */
export function fitted(text, cells) {
  const whole = widthOf(text);
  if (whole <= cells) return text + ' '.repeat(cells - whole);
  let cut = '';
  let width = 0;
  for (const { segment } of segments.segment(text)) {
    const wide = widthOf(segment);
    if (width + wide > cells - 1) break;
    cut += segment;
    width += wide;
  }
  return `${cut}…${' '.repeat(Math.max(0, cells - 1 - width))}`;
}
