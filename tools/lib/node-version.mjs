import { readFileSync } from 'node:fs';
import { fromRoot } from './workspace.mjs';

/** Ends the program with plain words when this Node is older than package.json's `engines` asks for. */
export function requireSupportedNode() {
  const { engines } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
  if (satisfies(process.versions.node, engines.node)) return;
  console.error(
    `Perto needs Node ${engines.node}; this is ${process.version}. Install a newer Node and try again.`,
  );
  process.exit(1);
}

/**
 * Whether `version` fits a range of `^a.b.c` and `>=a.b.c` joined by `||`.
 * The real semver package cannot be used: nothing is installed yet.
 */
export function satisfies(version, range) {
  const actual = parse(version);
  return range.split('||').some((part) => {
    const [, operator, wanted] = /^\s*(\^|>=)(\d+\.\d+\.\d+)\s*$/.exec(part) ?? [];
    if (!wanted) throw new Error(`Unsupported version range: ${part}`);
    const least = parse(wanted);
    return compare(actual, least) >= 0 && (operator === '>=' || actual[0] === least[0]);
  });
}

function parse(version) {
  return version.replace(/-.*/, '').split('.').map(Number);
}

function compare(left, right) {
  const at = left.findIndex((number, index) => number !== right[index]);
  return at === -1 ? 0 : left[at] - right[at];
}
