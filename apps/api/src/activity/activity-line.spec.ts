import { announced, answered, loggedIn, loggedOut, moved, wrote } from './activity-line';

const AT = 1_700_000_000_000;

const named = (name: string) => ({ id: `id of ${name}`, name });

describe('a line of the log', () => {
  it.each([
    [
      'coming into a building',
      loggedIn('ana', named('Torre Norte'), AT),
      'Logged in. Currently in Torre Norte',
      'Torre Norte',
    ],
    ['coming', loggedIn('ana', undefined, AT), 'Logged in. Currently out of IST registered facilities', null],
    ['leaving', loggedOut('ana', undefined, AT), 'Logged out.', null],
    ['leaving a building', loggedOut('ana', named('Civil'), AT), 'Logged out.', 'Civil'],
    [
      'changing building',
      moved('ana', named('Civil'), named('Química'), AT),
      'Moved from: Civil to: Química',
      'Química',
    ],
    [
      'going in',
      moved('ana', undefined, named('Civil'), AT),
      'Moved from: Out of IST registered facilities to: Civil',
      'Civil',
    ],
    [
      'going out',
      moved('ana', named('Civil'), undefined, AT),
      'Moved from: Civil to: Out of IST registered facilities',
      'Civil',
    ],
    ['writing', wrote('ana', 3, AT), 'Wrote to 3 people', null],
    ['writing to one', wrote('ana', 1, AT), 'Wrote to 1 people', null],
  ])(
    'about %s reads as the original wrote it, and is found by its user and building',
    (_what, line, message, name) => {
      const buildingId = name === null ? null : `id of ${name}`;
      expect(line).toEqual({ message, userId: 'ana', buildingId, botId: null, at: AT });
    },
  );

  it('is cut at 250 characters, and never through one', () => {
    const name = '🏛'.repeat(100);

    const { message } = moved('ana', named(name), named(`${name}${name}`), AT);

    expect([...message]).toHaveLength(250);
    expect(message).not.toMatch(/\p{Surrogate}/u);
    expect(message.startsWith(`Moved from: ${name} to: 🏛`)).toBe(true);
  });

  it('is not cut while it fits', () => {
    const name = 'x'.repeat(250 - 'Logged in. Currently in '.length);

    expect(loggedIn('ana', named(name), AT).message).toBe(`Logged in. Currently in ${name}`);
  });

  it('about a bot is what it said to its building, or how many it answered', () => {
    const ofBot = { userId: null, buildingId: '1', botId: 'guide', at: AT };

    expect(announced('guide', '1', 'Fire drill at noon', AT)).toEqual({
      ...ofBot,
      message: 'Fire drill at noon',
    });
    expect(answered('guide', '1', 2, AT)).toEqual({ ...ofBot, message: 'Wrote to 2 people' });
    expect([...announced('guide', '1', '🏛'.repeat(300), AT).message]).toHaveLength(250);
  });
});
