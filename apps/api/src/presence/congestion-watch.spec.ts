import { Metrics } from '../platform/metrics/metrics';
import { CongestionWatch } from './congestion-watch';

describe('the watch over congested connections', () => {
  const connection = () => ({ drop: jest.fn() });

  it('drops one that takes nothing for fifteen rounds, and none that took something meanwhile', async () => {
    const metrics = new Metrics();
    const watch = new CongestionWatch(metrics);
    const [stuck, slow, late] = [connection(), connection(), connection()];
    watch.add(stuck);
    watch.add(slow);

    for (let round = 1; round <= 15; round++) {
      watch.look();
      watch.add(stuck); // more is sent to it
      if (round === 8) watch.remove(slow);
      if (round === 9) [slow, late].forEach((one) => watch.add(one));
    }
    const before = stuck.drop.mock.calls.length;
    watch.look();

    expect(before).toBe(0);
    expect([stuck, slow, late].map(({ drop }) => drop.mock.calls.length)).toEqual([1, 0, 0]);
    expect(await metrics.text()).toContain('perto_connections_dropped_total 1');
  });

  it('forgets one that is gone', () => {
    const watch = new CongestionWatch(new Metrics());
    const gone = connection();
    watch.add(gone);
    watch.remove(gone);

    for (let round = 0; round < 20; round++) watch.look();

    expect(gone.drop).not.toHaveBeenCalled();
  });
});
