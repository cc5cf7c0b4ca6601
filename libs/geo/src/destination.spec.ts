import fc from 'fast-check';
import { destination } from './destination';
import { trueDestination, trueDistance } from './testing/geodesic';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const place = fc.record({ latitude: between(-90, 90), longitude: between(-180, 180) });

describe('destination', () => {
  it('ends where a geodesic of that length and direction ends, within a centimetre of 10 km', () => {
    const walks = fc.property(place, between(0, 360), between(0, 10_000), (from, towards, metres) => {
      const radians = (towards / 180) * Math.PI;

      const end = destination(from, metres * Math.cos(radians), metres * Math.sin(radians));

      expect(trueDistance(end, trueDestination(from, towards, metres))).toBeLessThan(0.01);
    });

    fc.assert(walks, { numRuns: 10_000 });
  });

  it('keeps the longitude within -180° and 180°', () => {
    const easternmost = { latitude: -17, longitude: 179.9999 };
    const westernmost = { latitude: -17, longitude: -179.9999 };

    const east = destination(easternmost, 0, 100);
    const west = destination(westernmost, 0, -100);

    expect(east.longitude).toBeCloseTo(-179.99916, 4);
    expect(west.longitude).toBeCloseTo(179.99916, 4);
  });

  it('stays exactly where it is without an offset', () => {
    const end = destination({ latitude: 38.7372, longitude: -9.13871 }, 0, -0);

    expect(end).toEqual({ latitude: 38.7372, longitude: -9.13871 });
  });

  it('refuses offsets that are not finite, and starts that are nowhere', () => {
    expect(() => destination({ latitude: 0, longitude: 0 }, NaN, 0)).toThrow(RangeError);
    expect(() => destination({ latitude: 0, longitude: 0 }, 0, Infinity)).toThrow(RangeError);
    expect(() => destination({ latitude: 99, longitude: 0 }, 1, 1)).toThrow(RangeError);
  });
});
