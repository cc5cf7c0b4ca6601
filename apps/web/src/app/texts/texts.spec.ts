// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- reads the sources of the page
import { readFileSync, readdirSync } from 'node:fs';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- reads the sources of the page
import { join, relative } from 'node:path';
import { english as englishPage } from './english';
import { englishConsole } from './english/console';
import { portuguese as portuguesePage } from './portuguese';
import { portugueseConsole } from './portuguese/console';

/** Those of the console come later, but are texts like all others. */
const english = { ...englishPage, ...englishConsole };
const portuguese = { ...portuguesePage, ...portugueseConsole };

type Text = string | readonly string[] | ((...values: never[]) => string);
type Sections = Record<string, Record<string, Text>>;

/** Every text by its name, as `place.outdoors`. The locale is no text. */
function textsOf({ locale: _locale, ...sections }: typeof english): Map<string, Text> {
  return new Map(
    Object.entries(sections as Sections).flatMap(([section, texts]) =>
      Object.entries(texts).map(([key, text]) => [`${section}.${key}`, text] as const),
    ),
  );
}

const inEnglish = textsOf(english);
const inPortuguese = textsOf(portuguese);

/** Written alike in both languages, and read by somebody to be so. */
const ALIKE = [
  'administration.bots',
  'catalogue.id',
  'permits.bot',
  'composer.emoji',
  'conversations.bot',
  'page.title',
  'place.latitude',
  'place.longitude',
  'range.unit',
];
/** Never said of one: these begin where it takes many. */
const NEVER_ONE = ['composer.many', 'failure.message', 'notice.count'];

/** What a text says with these numbers; undefined when it wants something else. */
function said(text: Text, ...values: number[]): string | undefined {
  if (typeof text !== 'function') return String(text);
  try {
    return text(...(values as never[]));
  } catch {
    return undefined;
  }
}

describe('the Portuguese texts', () => {
  it('are the English ones, no more and no fewer', () => {
    expect([...inPortuguese.keys()].sort()).toEqual([...inEnglish.keys()].sort());
  });

  it.each([...inEnglish])('have %s of the same kind, with the same values in it', (name, text) => {
    const translated = inPortuguese.get(name);

    expect(typeof translated).toBe(typeof text);
    if (typeof text !== 'string') expect(translated).toHaveLength(text.length);
  });

  it('are translated', () => {
    const alike = [...inEnglish].filter(([name, text]) => {
      const [here, there] = [text, inPortuguese.get(name)!].map((each) => said(each, 2, 3, 4));
      return here === there && (typeof text === 'string' || /\p{L}{3,}/u.test(here ?? ''));
    });

    expect(alike.map(([name]) => name).filter((name) => !ALIKE.includes(name))).toEqual([]);
  });

  it('say tu, never você', () => {
    const formal = [...inPortuguese].filter(([, text]) =>
      /\b(você|vocês|seu|sua)\b/i.test(said(text, 2) ?? ''),
    );

    expect(formal.map(([name]) => name)).toEqual([]);
  });
});

describe.each([
  ['English', inEnglish],
  ['Portuguese', inPortuguese],
])('the %s texts', (_language, texts) => {
  it('are never empty', () => {
    const empty = [...texts].filter(([, text]) =>
      [text].flat().some((each) => said(each, 2, 3)?.trim() === ''),
    );

    expect(empty.map(([name]) => name)).toEqual([]);
  });

  it('agree with the number one', () => {
    const wrong = [...texts].filter(([, text]) => {
      const one = said(text, 1, 1, 1) ?? '';
      return typeof text === 'function' && /(?<![\d.,])1 (?!is|às)(?:\p{L}+s|people)(?!\p{L})/u.test(one);
    });

    expect(wrong.map(([name]) => name).filter((name) => !NEVER_ONE.includes(name))).toEqual([]);
  });
});

describe('each text', () => {
  const app = join(__dirname, '..');
  const code = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.spec)\.(ts|html)$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(app, file), 'utf8') }));
  const isSection = (file: string): boolean =>
    /^texts\/(english|portuguese)\//.test(file.replaceAll('\\', '/'));
  const outside = code.filter(({ file }) => !isSection(file));

  it('is used somewhere in the page, by its whole name', () => {
    const unused = [...inEnglish.keys()].filter((name) => {
      const [section, key] = name.split('.') as [string, string];
      // Units are also what other texts are made of.
      const files = section === 'units' ? code.filter(({ file }) => !file.endsWith('units.ts')) : outside;
      const use = new RegExp(`\\b${section}\\s*\\.\\s*${key}\\b`);
      return !files.some(({ text }) => use.test(text));
    });

    expect(unused).toEqual([]);
  });

  it('is found by a search for its name: no section goes by another one', () => {
    const sections = Object.keys(english).join('|');
    const alias = new RegExp(
      `(?:=\\s*\\w*[tT]exts(?:\\(\\))?\\.(?:${sections})\\s*;|\\{[^}]*\\b(?:${sections}): \\w+[^}]*\\}\\s*=\\s*[\\w.]*[tT]exts)`,
    );
    const renamed = outside.filter(({ text }) => alias.test(text));

    expect(renamed.map(({ file }) => relative('.', file))).toEqual([]);
  });
});
