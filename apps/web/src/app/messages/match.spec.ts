import * as fc from 'fast-check';
import { excerpt, matchIn } from './match';

describe('looking for words', () => {
  it('finds them whatever their case and accents', () => {
    const text = 'Vou já para o PAVILHÃO';
    const found = matchIn(text, 'pavilhao')!;

    expect(text.slice(found.start, found.end)).toBe('PAVILHÃO');
  });

  it('names the right place after characters that fold to more or fewer than one', () => {
    const text = '🙂 İstanbul café';
    const found = matchIn(text, 'CAFE')!;

    expect(text.slice(found.start, found.end)).toBe('café');
  });

  it('finds every part of a text in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (text, a, b) => {
        const part = [...text]
          .slice(a % 8, (a % 8) + 1 + (b % 8))
          .join('')
          .trim();
        return part === '' || /^\p{M}/u.test(part) || matchIn(text, part) !== undefined;
      }),
    );
  });

  it('shows what was found although it stands far behind', () => {
    const { before, match, after } = excerpt(`${'muito '.repeat(60)}charger aqui`, 'CHARGER');

    expect(before.length).toBeLessThan(40);
    expect([before.startsWith('…'), match, after]).toEqual([true, 'charger', ' aqui']);
  });

  it('shows what was found although no word begins shortly before it', () => {
    const { before, match } = excerpt(`${'a'.repeat(300)}charger`, 'charger');

    expect([before, match]).toEqual(['…', 'charger']);
  });
});
