import { tableLines } from './table.mjs';
import { Tally } from './tally.mjs';
import { fitted, widthOf } from './text.mjs';

const plain = (_style: string, text: string) => text;
const buildings = [{ name: 'Torre Norte' }, { name: 'Pavilhão de Civil' }];
const walkers = [
  { name: 'Rui', place: 'Torre Norte', connected: true },
  { name: 'Ana', place: 'Torre Norte', connected: true },
  { name: 'Eva', place: 'Out of IST registered facilities', connected: true },
  { name: 'Ivo', place: 'Pavilhão de Civil', connected: false },
];
const weather = { kind: 'bot', id: 'weather', name: 'weather' };

function heard(tally: Tally, person: string, milliseconds: number, text: string): void {
  const message = { id: `of ${text}`, sender: weather, text, recipients: 2 };
  tally.note({ kind: 'heard', who: { id: person }, place: 'Torre Norte', message, milliseconds });
}

function show(tally: Tally, columns = 80, rows = 24): string[] {
  const server = { url: 'http://127.0.0.1:3002', students: 4, seconds: 65 };
  return tableLines({ ...server, buildings, walkers, tally, columns, rows }, plain);
}

describe('the table of the practice ground', () => {
  it('shows who is where, and counts those who are connected', () => {
    const lines = show(new Tally());

    expect(lines[0]).toContain('3 of 4 connected · 1:05');
    expect(lines.slice(2, 5).map((line) => line.replace(/ +/g, ' ').trim())).toEqual([
      'Torre Norte 2 Ana, Rui',
      'Pavilhão de Civil 0',
      'on the way 1 Eva',
    ]);
  });

  it('puts together who heard one message, and how long it took', () => {
    const tally = new Tally();
    heard(tally, 'rui', 12, 'Rain at three');
    heard(tally, 'ana', 7, 'Rain at three');

    const line = show(tally).find((text) => text.includes('Rain'));

    expect(line).toMatch(
      /^\d\d:\d\d:\d\d {2}bot weather → 2 of 2 in Torre Norte, 7 to 12 ms: Rain at three$/,
    );
  });

  it('gives nothing to the terminal that would steer it', () => {
    const tally = new Tally();
    heard(tally, 'rui', 1, 'a\u001b[2Jb\u0007c\nd\u202ee\u009bf');

    expect(show(tally).join('')).toMatch(/a \[2Jb c d e f/);
    expect(show(tally).join('')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it.each([
    [20, 5],
    [41, 12],
    [200, 60],
  ])('fits into %d columns and %d rows', (columns, rows) => {
    const tally = new Tally();
    for (let index = 0; index < 20; index++)
      heard(tally, 'rui', index, `日本語 👩‍👩‍👧 ${index} ${'word '.repeat(60)}`);

    const lines = show(tally, columns, rows);

    expect(lines.filter((line) => widthOf(line) >= columns)).toEqual([]);
    expect(lines.length).toBeLessThan(rows);
    expect(lines.at(-1)).toContain('heard 20');
  });
});

describe('text in cells', () => {
  it.each([
    ['Olá', 5, 'Olá  '],
    ['Torre Norte', 6, 'Torre…'],
    ['日本語', 4, '日… '],
    ['👍👍👍', 5, '👍👍…'],
  ])('%s in %d', (text, cells, expected) => {
    expect(fitted(text, cells)).toBe(expected);
  });
});
