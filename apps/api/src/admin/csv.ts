/** One cell of a file for spreadsheets. */
export type Cell = string | number | boolean | null;

/** What makes spreadsheets compute what they should show, full-width forms included, also after blanks. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/**
 * One line of a CSV file (RFC 4180), its end included.
 *
 * Text that a spreadsheet would take for a formula gets an apostrophe in front, which it shows as
 * text. Numbers stay numbers: a minus alone computes nothing.
 */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
