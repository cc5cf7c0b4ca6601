import { freeNames, nameBox } from './names';

describe('freeNames', () => {
  const disc = (key: string, x: number, y: number) => ({ key, x, y, radius: 17 });
  const named = (discs: ReturnType<typeof disc>[]) =>
    discs.map((it) => ({ key: it.key, box: nameBox(it, 'Beatriz') }));

  it('shows names that have room', () => {
    const discs = [disc('a', 0, 0), disc('b', 80, 0)];

    expect([...freeNames(named(discs), discs, [])]).toEqual(['a', 'b']);
  });

  it('shows the first of two that would collide', () => {
    const discs = [disc('a', 0, 0), disc('b', 40, 0)];

    expect([...freeNames(named(discs), discs, [])]).toEqual(['a']);
  });

  it('covers no disc and no name of a building', () => {
    const discs = [disc('a', 0, 0), disc('b', 0, 40), disc('c', 200, 0)];
    const chip = { x: 200, y: 26, halfWidth: 50, halfHeight: 13 };

    expect([...freeNames(named(discs), discs, [chip])]).toEqual(['b']);
  });

  it('keeps its distance where asked to', () => {
    const discs = [disc('a', 0, 0), disc('b', 55, 0)];

    expect(freeNames(named(discs), discs, []).size).toBe(2);
    expect(freeNames(named(discs), discs, [], 5).size).toBe(1);
  });
});
