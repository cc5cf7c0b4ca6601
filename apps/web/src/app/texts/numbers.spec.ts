import { english } from './english';
import { portuguese } from './portuguese';

describe('numbers in English', () => {
  it('agree with what they count', () => {
    expect([0, 1, 14].map(english.units.people)).toEqual(['0 people', '1 person', '14 people']);
    expect(english.range.spoken(1, 1)).toBe('1 metre, 1 person');
    expect(english.composer.tooLong(1)).toBe('1 character too many');
  });

  it('are metres, and from a kilometre on kilometres', () => {
    expect([26.6, 999, 999.7, 1240].map(english.units.metres)).toEqual(['27 m', '999 m', '1 km', '1.2 km']);
  });

  it('say an age in the unit that a person would use', () => {
    expect([-1, 5, 130, 7300].map(english.units.ago)).toEqual(['0 s ago', '5 s ago', '2 min ago', '2 h ago']);
  });
});

describe('numbers in Portuguese', () => {
  it('agree with what they count', () => {
    expect([0, 1, 14].map(portuguese.units.people)).toEqual(['0 pessoas', '1 pessoa', '14 pessoas']);
    expect(portuguese.range.spoken(1, 1)).toBe('1 metro, 1 pessoa');
    expect(portuguese.composer.tooLong(1)).toBe('1 carácter a mais');
  });

  it('have a comma before their decimals', () => {
    expect([26.6, 999.7, 1240].map(portuguese.units.metres)).toEqual(['27 m', '1 km', '1,2 km']);
  });

  it('say an age as há, before it', () => {
    expect([5, 130, 7300].map(portuguese.units.ago)).toEqual(['há 5 s', 'há 2 min', 'há 2 h']);
  });
});
