import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENDPOINTS, ERRORS, EVENTS, isFinal, LIMITS, type ErrorCode } from '@perto/contract';

const protocol = readFileSync(join(__dirname, '..', 'docs', 'protocol.md'), 'utf8');

/** The rows of all tables whose first columns are called so. */
function rowsUnder(...columns: string[]): string[][] {
  const rows: string[][] = [];
  let inTable = false;
  for (const line of protocol.split('\n')) {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells.length === 0) inTable = false;
    else if (columns.every((column, index) => cells[index] === column)) inTable = true;
    else if (inTable && !cells.every((cell) => /^-+$/.test(cell))) rows.push(cells);
  }
  return rows;
}

const named = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** The numbers in a text, with what a unit multiplies them by. */
const numbersIn = (text = ''): number[] =>
  [...text.replace(/(\d),(\d)/g, '$1$2').matchAll(/(\d+)(?: (KB|MB))?/g)].map(
    ([, digits, unit]) => Number(digits) * (unit === 'KB' ? 1024 : unit === 'MB' ? 1024 * 1024 : 1),
  );

describe('docs/protocol.md', () => {
  it('tells of every error, with its status and whether it is final', () => {
    const told = Object.fromEntries(
      rowsUnder('Code', 'Status', 'Final').map(
        ([code, ...told]) => [named(code)[0] ?? '', told.slice(0, 2)] as const,
      ),
    );

    const codes = Object.keys(ERRORS) as ErrorCode[];
    expect(told).toEqual(
      Object.fromEntries(
        codes.map((code) => [code, [String(ERRORS[code].status), isFinal(code) ? 'yes' : 'no']]),
      ),
    );
  });

  it('tells of every limit once, as it is', () => {
    const rows = [
      ...rowsUnder('What', 'Limit', 'In the code').map(([, limit, names]) => ({
        limit,
        names: named(names),
      })),
      ...rowsUnder('Who', 'What', 'Limit').map(([, , limit, names]) => ({ limit, names: named(names) })),
    ];
    const told = rows.flatMap(({ limit, names }) =>
      names.map((name) => ({ name, numbers: numbersIn(limit) })),
    );
    const wrong = told.filter(({ name, numbers }) => !numbers.includes(LIMITS[name as keyof typeof LIMITS]));

    expect(told.map(({ name }) => name).sort()).toEqual(Object.keys(LIMITS).sort());
    expect(wrong).toEqual([]);
  });

  it('has every event in its tables', () => {
    const events = rowsUnder('Event', 'Payload').flatMap(([event]) => named(event));

    expect(events.sort()).toEqual(Object.values<string>(EVENTS).sort());
  });

  it('speaks of every path', () => {
    const shortened = (path: string) => path.replace(/^\/API\/admin/, '…');
    const missing = Object.values(ENDPOINTS).filter(
      ({ path }) => !protocol.includes(path) && !protocol.includes(shortened(path)),
    );

    expect(missing.map(({ path }) => path)).toEqual([]);
  });
});
