import { Metrics } from './metrics';

describe('metrics', () => {
  it('are told in the text format, with name, type and help', async () => {
    const metrics = new Metrics();
    metrics.counter('perto_things_total', 'Things.', ['kind']).inc({ kind: 'good' }, 2);
    metrics.histogram('perto_wait_seconds', 'Waits.', [], [1, 2]).observe(1.5);

    const text = await metrics.text();

    expect(text).toContain('# HELP perto_things_total Things.\n# TYPE perto_things_total counter');
    expect(text).toContain('perto_things_total{kind="good"} 2');
    expect(text).toContain('perto_wait_seconds_bucket{le="1"} 0\nperto_wait_seconds_bucket{le="2"} 1');
  });

  it('read what goes up and down when they are fetched', async () => {
    const metrics = new Metrics();
    let waiting = 3;
    metrics.gauge('perto_waiting', 'Waiting.', () => waiting);
    const before = await metrics.text();

    waiting = 5;

    expect(before).toContain('perto_waiting 3');
    expect(await metrics.text()).toContain('perto_waiting 5');
  });

  it('forget a label that is no longer told', async () => {
    const metrics = new Metrics();
    let told: Record<string, number> = { live: 1, broken: 2 };
    metrics.labelledGauge('perto_sessions', 'Sessions.', 'state', () => told);
    const before = await metrics.text();

    told = { live: 1 };

    expect(before).toContain('perto_sessions{state="broken"} 2');
    expect(await metrics.text()).not.toContain('broken');
  });

  it('are each server’s own, beside those of the process', async () => {
    const [one, other] = [new Metrics(), new Metrics()];
    one.counter('perto_things_total', 'Things.').inc();
    other.counter('perto_things_total', 'Things.').inc(7);

    expect(await one.text()).toContain('perto_things_total 1');
    expect(await other.text()).toContain('perto_things_total 7');
    expect(await one.text()).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('refuse a name that is taken', () => {
    const metrics = new Metrics();
    metrics.counter('perto_things_total', 'Things.');

    expect(() => metrics.counter('perto_things_total', 'Other things.')).toThrow(/already been registered/);
  });
});
