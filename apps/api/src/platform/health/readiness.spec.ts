import { Dependencies, type DependencyState } from '../dependencies';
import { Readiness } from './readiness';

const here: DependencyState = { available: true, since: Date.UTC(2026, 0, 2, 3, 4, 5) };
const away: DependencyState = {
  available: false,
  reason: 'It does not answer.',
  since: Date.UTC(2026, 0, 3),
};

function readiness(states: Record<string, DependencyState>): Readiness {
  const dependencies = new Dependencies();
  for (const [name, state] of Object.entries(states)) dependencies.register(name, () => state);
  return new Readiness(dependencies);
}

describe('readiness', () => {
  it.each([
    ['ready', { database: here, broker: here }],
    ['degraded', { database: here, broker: away }],
    ['unavailable', { database: away, broker: here }],
    ['unavailable', { database: away, broker: away }],
    ['ready', {}],
  ])('is %s with %j', (status, states) => {
    expect(readiness(states).now().status).toBe(status);
  });

  it('tells each part, why it is away, and since when', () => {
    expect(readiness({ database: here, broker: away }).now().dependencies).toEqual([
      { name: 'database', status: 'available', since: '2026-01-02T03:04:05.000Z' },
      { name: 'broker', status: 'away', reason: 'It does not answer.', since: '2026-01-03T00:00:00.000Z' },
    ]);
  });

  it('ends when the server stops, whatever is there', () => {
    const stopping = readiness({ database: here });

    stopping.onModuleDestroy();

    expect(stopping.now().status).toBe('stopping');
  });
});
