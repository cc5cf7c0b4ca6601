import { inBrowser, inTab, keep, readKept } from './kept';

const refused = (): Storage => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const full = (): Storage =>
  ({
    setItem: () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    },
  }) as unknown as Storage;

describe('what this browser keeps', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  it('is read as it was kept, and where it was kept', () => {
    keep(inTab, 'key', { text: 'Olá', count: 0 });

    expect(readKept(inTab, 'key')).toEqual({ text: 'Olá', count: 0 });
    expect(readKept(inBrowser, 'key')).toBeUndefined();
  });

  it('is forgotten when there is nothing to keep any more', () => {
    keep(inBrowser, 'key', 'Olá');

    keep(inBrowser, 'key', undefined);

    expect(localStorage.length).toBe(0);
  });

  it('is nothing when it cannot be read', () => {
    localStorage.setItem('key', '{"half');

    expect(readKept(inBrowser, 'key')).toBeUndefined();
  });

  it('is nothing, and no error, where the browser allows no storage', () => {
    expect(() => keep(refused, 'key', 'Olá')).not.toThrow();
    expect(() => keep(refused, 'key', undefined)).not.toThrow();
    expect(readKept(refused, 'key')).toBeUndefined();
  });

  it('is nothing new, and no error, where the storage is full', () => {
    expect(() => keep(full, 'key', 'Olá')).not.toThrow();
  });
});
