import { FixFilter, type Fix } from './fix-filter';
import { pointAt } from './metres';

const TORRE_NORTE = { latitude: 38.7378, longitude: -9.1386 };
const START = Date.UTC(2026, 10, 22, 14, 0, 0);

function aFix(metresEast: number, seconds: number, accuracy = 10): Fix {
  return { ...pointAt(TORRE_NORTE, metresEast, 90), accuracy, at: START + seconds * 1000 };
}

describe('FixFilter', () => {
  it('takes the first fix, wherever it is', () => {
    expect(new FixFilter().judge(aFix(0, 0))).toEqual({ kind: 'good' });
  });

  it('ignores a fix that is only sure to within kilometres', () => {
    expect(new FixFilter().judge(aFix(0, 0, 3000))).toEqual({ kind: 'coarse', accuracy: 3000 });
  });

  it('ignores a fix without a usable accuracy', () => {
    expect(new FixFilter().judge(aFix(0, 0, NaN)).kind).toBe('coarse');
  });

  it('takes a walk as it comes', () => {
    const filter = new FixFilter();

    const verdicts = [0, 2, 4, 6].map((second) => filter.judge(aFix(second * 1.5, second)).kind);

    expect(verdicts).toEqual(['good', 'good', 'good', 'good']);
  });

  it('ignores a jump that nobody makes, and goes on from the last good place', () => {
    const filter = new FixFilter();
    filter.judge(aFix(0, 0));

    const wild = filter.judge(aFix(2000, 2));

    expect(wild.kind).toBe('jump');
    expect(wild.kind === 'jump' && Math.round(wild.metres / 100)).toBe(20);
    expect(filter.judge(aFix(3, 4)).kind).toBe('good');
  });

  it('believes a jump that the device confirms three times', () => {
    const filter = new FixFilter();
    filter.judge(aFix(0, 0));

    const verdicts = [1, 2, 3].map((second) => filter.judge(aFix(5000, second)).kind);

    expect(verdicts).toEqual(['jump', 'jump', 'good']);
  });

  it('does not believe three jumps that contradict each other', () => {
    const filter = new FixFilter();
    filter.judge(aFix(0, 0));

    const verdicts = [5000, 9000, 14000].map((metres, index) => filter.judge(aFix(metres, index + 1)).kind);

    expect(verdicts).toEqual(['jump', 'jump', 'jump']);
  });

  it('believes a long way after a long time, as after a journey', () => {
    const filter = new FixFilter();
    filter.judge(aFix(0, 0));

    expect(filter.judge(aFix(8000, 600)).kind).toBe('good');
  });
});
