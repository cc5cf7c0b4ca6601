import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('the weight of the page', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'perto-bundle-'));
    write('theme.js', 'document');
    write(
      'index.html',
      '<script src="theme.js"></script><link rel="modulepreload" href="chunk-A.js"><script src="main.js" type="module"></script>',
    );
    write('main.js', 'import{a as b}from"./chunk-A.js";import("./chunk-LAZY.js")');
    write('chunk-A.js', 'import"./chunk-B.js";');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  /** Cannot be compressed below this many bytes. */
  const heavy = (bytes: number): string => `"${randomBytes(bytes).toString('base64')}"`;
  const weigh = () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(__dirname, 'bundle-size.mjs'), folder],
      { encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  };

  it('passes a light page, however heavy its lazy parts are, and prints both', () => {
    write('chunk-B.js', heavy(100_000));
    write('chunk-LAZY.js', heavy(300_000));

    const { status, stdout } = weigh();

    expect(status).toBe(0);
    expect(stdout).toMatch(/Initial scripts[\s\S]*main\.js[\s\S]*Lazy scripts[\s\S]*chunk-LAZY\.js/);
    expect(stdout).toContain('below the limit of 200.0 kB');
  });

  it('fails beyond 200 kB compressed, and says by how much', () => {
    write('chunk-B.js', heavy(210_000));
    write('chunk-LAZY.js', '');

    const { status, stderr } = weigh();

    expect(status).toBe(1);
    expect(stderr).toMatch(/weigh 2\d\d\.\d kB compressed: \d+\.\d kB over the limit/);
  });

  it('does not pass a page that was not built', () => {
    rmSync(join(folder, 'index.html'));

    expect(weigh().status).toBe(2);
  });
});
