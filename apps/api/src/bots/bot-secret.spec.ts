import { isSecretOf, newSecret, storedForm } from './bot-secret';

describe('the secret of a bot', () => {
  it('is random, long, and fits into a shell and a file', () => {
    const secrets = Array.from({ length: 100 }, newSecret);

    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{32}$/);
  });

  it('is known again by what is stored of it, which does not hold it', () => {
    const secret = newSecret();

    const stored = storedForm(secret);

    expect(stored).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(stored).not.toContain(secret);
    expect(isSecretOf(secret, stored)).toBe(true);
  });

  it.each([
    ['another secret', newSecret(), storedForm(newSecret())],
    ['the digest itself', storedForm('x'), storedForm('x')],
    ['nothing stored', newSecret(), undefined],
    ['something stored that is no digest', 'clear text', 'clear text'],
    ['nothing on both sides', '', ''],
  ])('is not %s', (_what, secret, stored) => {
    expect(isSecretOf(secret, stored)).toBe(false);
  });

  it('is that of a database that the original’s script made: the same digest', () => {
    // SELECT CONCAT('sha256:', SHA2('olá', 256))
    expect(storedForm('olá')).toBe('sha256:9b186e077c7c6d044f5789d76e6d8070a5b0aaa902ebc608bc34170722dba903');
  });
});
