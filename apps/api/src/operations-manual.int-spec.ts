import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metrics } from './platform/metrics/metrics';
import { SETTINGS } from './platform/config';
import { describeEachSize, TestServer } from './testing/running-server';

const MANUAL = readFileSync(join(__dirname, '../../../docs/operations.md'), 'utf8');

/** The names in the first column of the table under a heading. */
function firstColumn(heading: string): string[] {
  const [, section = ''] = MANUAL.split(`\n## ${heading}\n`);
  const [body = ''] = section.split(/\n## /);
  return [...body.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);
}

describe('the manual of operations', () => {
  it('has every setting, and no other', () => {
    expect(firstColumn('Settings').sort()).toEqual([...SETTINGS].sort());
  });
});

describeEachSize('the manual of operations', (size) => {
  it('has every metric that there is, and no other', async () => {
    const server = await TestServer.start(size);
    const described = await server.app.get(Metrics).described();
    await server.stop();
    const own = described.map(({ name }) => name).filter((name) => name.startsWith('perto_'));
    const documented = firstColumn('Metrics').filter((name) => name.startsWith('perto_'));

    expect(own.filter((name) => !documented.includes(name))).toEqual([]);
    // Some are of the broker alone.
    if (size.name === 'one server') expect([...documented].sort()).toEqual([...own].sort());
    expect(described.map(({ name }) => name)).toContain('nodejs_eventloop_lag_p99_seconds');
  });
});
