import { english } from '.';

describe('the English texts', () => {
  it('agree with their number', () => {
    expect([0, 1, 14].map(english.units.people)).toEqual(['0 people', '1 person', '14 people']);
    expect(english.range.spoken(1, 1)).toBe('1 metre, 1 person');
    expect(english.composer.tooLong(1)).toBe('1 character too many');
  });

  it('say distances in metres, and from a kilometre on in kilometres', () => {
    expect([26.6, 999, 1000, 1240].map(english.units.metres)).toEqual(['27 m', '999 m', '1 km', '1.2 km']);
  });

  it('say an age in the unit that a person would use', () => {
    expect([-1, 5, 130, 7300].map(english.units.ago)).toEqual(['0 s ago', '5 s ago', '2 min ago', '2 h ago']);
  });
});
