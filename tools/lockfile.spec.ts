import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

const file = join(__dirname, '..', 'package-lock.json');
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockedPackage> };

/** Node looks for a package in its dependant's own folder first, then in each folder around it. */
function isLocked(dependant: string, name: string): boolean {
  const nesting = dependant === '' ? [] : dependant.split('/node_modules/');
  const around = nesting.map((_, depth) => `${nesting.slice(0, depth + 1).join('/node_modules/')}/`);
  return ['', ...around].some((folder) => packages[`${folder}node_modules/${name}`]);
}

describe('package-lock.json', () => {
  it('locks the optional packages of every system, so that npm ci works on all of them', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(path, name))
        .map((name) => `${path} → ${name}`),
    );

    expect(missing).toEqual([]);
  });

  it('names no host: every registry that mirrors npm must do', () => {
    const named = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);

    expect(named).toEqual([]);
  });
});
