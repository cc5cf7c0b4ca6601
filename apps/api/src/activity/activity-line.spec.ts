import { loggedIn, loggedOut, moved, wrote } from './activity-line';

const AT = 1_700_000_000_000;

describe('a line of the log', () => {
  it.each([
    ['coming into a building', loggedIn('ana', 'Torre Norte', AT), 'Logged in. Currently in Torre Norte'],
    ['coming', loggedIn('ana', undefined, AT), 'Logged in. Currently out of IST registered facilities'],
    ['leaving', loggedOut('ana', AT), 'Logged out.'],
    ['changing building', moved('ana', 'Civil', 'Química', AT), 'Moved from: Civil to: Química'],
    [
      'going in',
      moved('ana', undefined, 'Civil', AT),
      'Moved from: Out of IST registered facilities to: Civil',
    ],
    [
      'going out',
      moved('ana', 'Civil', undefined, AT),
      'Moved from: Civil to: Out of IST registered facilities',
    ],
    ['writing', wrote('ana', 3, AT), 'Wrote to 3 people'],
    ['writing to one', wrote('ana', 1, AT), 'Wrote to 1 people'],
  ])('about %s reads as the original wrote it, and is about the user alone', (_what, line, message) => {
    expect(line).toEqual({ message, userId: 'ana', buildingId: null, botId: null, at: AT });
  });

  it('is cut at 250 characters, and never through one', () => {
    const name = '🏛'.repeat(100);

    const { message } = moved('ana', name, `${name}${name}`, AT);

    expect([...message]).toHaveLength(250);
    expect(message).not.toMatch(/\p{Surrogate}/u);
    expect(message.startsWith(`Moved from: ${name} to: 🏛`)).toBe(true);
  });

  it('is not cut while it fits', () => {
    const name = 'x'.repeat(250 - 'Logged in. Currently in '.length);

    expect(loggedIn('ana', name, AT).message).toBe(`Logged in. Currently in ${name}`);
  });
});
