import { csvLine, type Cell } from './csv';

describe('a line of a CSV file', () => {
  it.each<[string, Cell[], string]>([
    ['quotes texts, and nothing else', ['ana', 5, true, null], '"ana",5,true,\r\n'],
    ['doubles quotes, and keeps commas and line breaks inside', ['a "b", c\r\nd'], '"a ""b"", c\r\nd"\r\n'],
    ['keeps semicolons and accents', ['João; Rui'], '"João; Rui"\r\n'],
    ['leaves numbers alone, also below zero', [-9.1401387, 1e21], '-9.1401387,1e+21\r\n'],
    ['leaves an empty text empty', [''], '""\r\n'],
  ])('%s', (_what, cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it.each([
    '=1+1',
    '+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠A',
    '  =1',
    '\u3000=1',
  ])('shows %j as text instead of computing it', (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`);
  });

  it.each(["'=1", 'a=1', '1-1', '(=1)'])('leaves %j as it is', (text) => {
    expect(csvLine([text])).toBe(`"${text}"\r\n`);
  });
});
