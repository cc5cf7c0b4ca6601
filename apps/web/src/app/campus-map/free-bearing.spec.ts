import { freeBearing, HANDLE, leastDistance, type Surroundings } from './free-bearing';

const VIEW = { left: 0, top: 0, right: 600, bottom: 600, corners: [] };
const around = (discs: Surroundings['discs'] = []): Surroundings => ({ view: VIEW, discs });
const onRing = (bearing: number) => ({
  x: 300 + 200 * Math.sin((bearing * Math.PI) / 180),
  y: 300 - 200 * Math.cos((bearing * Math.PI) / 180),
});

describe('freeBearing', () => {
  it('stays where it is while nothing is in the way', () => {
    expect(freeBearing(210, onRing, around())).toBe(210);
  });

  it('is east to begin with', () => {
    expect(freeBearing(undefined, onRing, around())).toBe(90);
  });

  it('does not hop about in a crowd', () => {
    const crowd = Array.from({ length: 900 }, (_, index) => ({
      x: (index % 30) * 20,
      y: Math.floor(index / 30) * 20,
      radius: 17,
    }));

    expect(freeBearing(120, onRing, around(crowd))).toBe(120);
  });

  it('leaves a place where it would cover somebody', () => {
    expect(freeBearing(90, onRing, around([{ x: 500, y: 300, radius: 17 }]))).not.toBe(90);
  });

  it('stays in view', () => {
    const { x } = onRing(freeBearing(90, onRing, { ...around(), view: { ...VIEW, right: 520 } }));

    expect(x + HANDLE.halfWidth).toBeLessThan(520);
  });
});

describe('leastDistance', () => {
  it.each([0, 30, 90, 135, 250])('keeps the handle off one’s own dot at %i°', (bearing) => {
    const angle = (bearing * Math.PI) / 180;
    const distance = leastDistance(bearing);
    const clearAside = Math.abs(distance * Math.sin(angle)) - HANDLE.halfWidth;
    const clearAbove = Math.abs(distance * Math.cos(angle)) - HANDLE.halfHeight;

    expect(Math.max(clearAside, clearAbove)).toBeGreaterThan(13);
  });
});
