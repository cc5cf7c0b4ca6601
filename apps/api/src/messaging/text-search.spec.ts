import fc from 'fast-check';
import { containing } from './text-search';

describe('searching a text', () => {
  it.each([
    ['ola', 'Olá, Rui!'],
    ['OLÁ', 'olá'],
    ['olá', 'OLA'],
    ['pavilhao', 'No Pavilhão de Química'],
    ['quimíca', 'No Pavilhão de Química'],
    ['coraça\u0303o', 'Coração'],
    ['istanbul', 'İSTANBUL'],
    ['ΟΔΟΣ', 'οδοσήμανση'],
    ['❤', 'I ❤️ Perto'],
    ['50% _x', 'exactly 50% _x'],
    ['(.*', 'a pattern (.* of signs'],
  ])('finds %j in %j', (wanted, text) => {
    const contains = containing(wanted);

    expect(contains(text)).toBe(true);
  });

  it.each([
    ['ola', 'old'],
    ['hello', 'hell o'],
    ['.', 'no full stop'],
    ['%', 'all'],
    ['\u0301', 'no accent'],
  ])('does not find %j in %j', (wanted, text) => {
    const contains = containing(wanted);

    expect(contains(text)).toBe(false);
  });

  it('finds accents that are looked for alone', () => {
    const contains = containing('\u0301');

    expect(contains('Olá')).toBe(true);
  });

  it('finds every part of a text, composed or not', () => {
    const text = fc.string({ unit: 'binary', maxLength: 8 });

    fc.assert(
      fc.property(text, text, text, fc.constantFrom('NFC', 'NFD'), (before, part, after, form) => {
        const contains = containing(part.normalize(form));

        expect(contains(before + part + after)).toBe(true);
      }),
    );
  });
});
