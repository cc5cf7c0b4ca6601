#!/usr/bin/env node
/**
 * Weighs the built page's scripts as they travel, compressed, and fails when those of the first load
 * are heavier than a student on a slow phone should wait for.
 *
 * Usage: node tools/bundle-size.mjs [folder of the built page]
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes after gzip, of all scripts that run before anything is asked for. */
const LIMIT = 200_000;

const folder = process.argv[2] ?? 'dist/apps/web';
const page = join(folder, 'index.html');
if (!existsSync(page)) {
  console.error(`There is no built page in ${folder}.`);
  process.exit(2);
}

/** What index.html loads itself, and what those scripts import before they run. */
function initialScripts() {
  const tags = readFileSync(page, 'utf8').match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const loading = tags.filter((tag) => tag.startsWith('<script') || /rel="?modulepreload/.test(tag));
  const queue = loading.flatMap((tag) => /(?:src|href)="?([^"\s>]+\.js)/.exec(tag)?.[1] ?? []);
  const found = new Set();
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const imports = readFileSync(join(folder, name), 'utf8').matchAll(
      /\b(?:from|import)\s*["']\.\/([^"']+\.js)["']/g,
    );
    queue.push(...[...imports].map(([, imported]) => imported));
  }
  return found;
}

const initial = initialScripts();
const scripts = readdirSync(folder)
  .filter((name) => name.endsWith('.js'))
  .map((name) => {
    const content = readFileSync(join(folder, name));
    return { name, raw: content.length, gzip: gzipSync(content).length, initial: initial.has(name) };
  })
  .sort((a, b) => b.gzip - a.gzip);

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
const sum = (parts, size) => parts.reduce((total, part) => total + part[size], 0);

for (const [title, parts] of [
  ['Initial scripts', scripts.filter((script) => script.initial)],
  ['Lazy scripts', scripts.filter((script) => !script.initial)],
]) {
  console.log(`${title.padEnd(32)}${kb(sum(parts, 'raw'))}${kb(sum(parts, 'gzip'))} gzip`);
  for (const { name, raw, gzip } of parts) console.log(`  ${name.padEnd(30)}${kb(raw)}${kb(gzip)}`);
}

const weight = sum(
  scripts.filter((script) => script.initial),
  'gzip',
);
if (weight > LIMIT) {
  console.error(
    `The initial scripts weigh ${kb(weight).trim()} compressed: ${kb(weight - LIMIT).trim()} over the limit of ${kb(LIMIT).trim()}.`,
  );
  process.exit(1);
}
console.log(`${kb(LIMIT - weight).trim()} below the limit of ${kb(LIMIT).trim()}.`);
