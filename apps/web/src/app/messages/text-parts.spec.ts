import * as fc from 'fast-check';
import { foldedText, partsOf } from './text-parts';

const linksIn = (text: string) =>
  partsOf(text).flatMap(({ text: shown, href }) => (href ? [[shown, href]] : []));

describe('links in a message', () => {
  it('are web addresses, with or without their scheme, shown as they were written', () => {
    expect(linksIn('Está aqui: fenix.tecnico.ulisboa.pt/lab3, vê')).toEqual([
      ['fenix.tecnico.ulisboa.pt/lab3', 'https://fenix.tecnico.ulisboa.pt/lab3'],
    ]);
    expect(linksIn('(http://a.pt/x?y=1)')).toEqual([['http://a.pt/x?y=1', 'http://a.pt/x?y=1']]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'https://ist.utl.pt@evil.example',
    'https://user:secret@evil.example/',
    'file:///etc/passwd',
    'https://evil.example/\u202etp.tsi',
    'ana@tecnico.ulisboa.pt',
  ])('are never made of %s as it stands', (text) => {
    for (const [, href] of linksIn(text)) {
      expect(href).toMatch(/^https?:\/\/[^@]*$/);
      expect(href).not.toContain('\u202e');
    }
  });

  it('lose not a character of what was written', () => {
    fc.assert(
      fc.property(fc.string(), fc.webUrl(), fc.string(), (before, url, after) => {
        const text = `${before} ${url} ${after}`;
        return (
          partsOf(text)
            .map((part) => part.text)
            .join('') === text
        );
      }),
    );
  });
});

describe('a long text', () => {
  it('is folded between words, a short one not at all', () => {
    expect(foldedText('curto')).toBeUndefined();
    expect(foldedText('a'.repeat(700))).toBeUndefined();

    const folded = foldedText('palavra '.repeat(200))!;

    expect(folded).toMatch(/palavra…$/);
    expect(folded.length).toBeLessThan(430);
  });

  it('is cut without breaking an emoji where there is no space', () => {
    const folded = foldedText(`a${'🙂'.repeat(600)}`)!;

    expect(
      [...folded].every((character) => character === 'a' || character === '🙂' || character === '…'),
    ).toBe(true);
  });
});
