import { english } from '../texts/english';
import { isStale, sourceWords, troubleWords } from './place-words';

const NOW = Date.UTC(2026, 10, 22, 14, 0, 0);
const device = { latitude: 38.7, longitude: -9.1, source: 'device' as const, accuracy: 12, at: NOW - 5_000 };

describe('the words about one’s position', () => {
  it('say where it comes from, how sure it is and how old', () => {
    expect(sourceWords(device, NOW, english)).toEqual({
      kind: 'Device position',
      rest: '±12 m, 5 s ago',
    });
    expect(sourceWords({ ...device, source: 'hand', at: NOW - 120_000 }, NOW, english).rest).toBe(
      'Set by you, 2 min ago',
    );
  });

  it('call a device position old after two minutes, and one set by hand never', () => {
    const old = { ...device, at: NOW - 360_000 };

    expect(sourceWords(old, NOW, english).rest).toBe('Last position 6 min ago');
    expect([isStale(old, NOW), isStale({ ...old, source: 'hand' }, NOW)]).toEqual([true, false]);
  });

  it('are honest about a fix that was not used', () => {
    expect(troubleWords('coarse', { kind: 'coarse', accuracy: 4000 }, english)).toContain('within 4 km');
    expect(troubleWords('good', { kind: 'jump', metres: 1500 }, english)).toContain('1.5 km');
    expect(troubleWords('good', null, english)).toBe('');
  });
});
