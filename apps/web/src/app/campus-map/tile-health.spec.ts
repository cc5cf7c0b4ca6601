import { TileHealth } from './tile-health';

describe('TileHealth', () => {
  const failing = (times: number, health = new TileHealth(true)): TileHealth => {
    for (let time = 0; time < times; time++) health.failed();
    return health;
  };

  it('waits for the first tiles', () => {
    expect(new TileHealth(true).good).toBe(true);
    expect(failing(2).good).toBe(true);
  });

  it('gives up after three failures with nothing to show', () => {
    expect(failing(3).good).toBe(false);
  });

  it('gives up at once without a network', () => {
    expect(new TileHealth(false).good).toBe(false);
  });

  it('keeps tiles that are shown, whatever fails beside them', () => {
    const health = new TileHealth(true);
    health.loaded('17/1/1');
    health.network(false);

    expect(failing(9, health).good).toBe(true);
  });

  it('gives up when the last tile has gone out of view', () => {
    const health = new TileHealth(true);
    health.loaded('17/1/1');
    failing(3, health);
    health.unloaded('17/1/1');

    expect(health.good).toBe(false);
  });

  it('comes back with the first tile, and tries anew when the network is back', () => {
    const health = failing(3);
    health.loaded('17/1/1');
    expect(health.good).toBe(true);

    const away = failing(3, new TileHealth(false));
    away.network(true);
    expect(away.good).toBe(true);
  });
});
