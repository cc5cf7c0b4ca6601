import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The top of the repository: this file runs from its source, and compiled from a folder further down. */
export const ROOT = above(__dirname);

function above(folder: string): string {
  if (existsSync(join(folder, 'nx.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('This runs inside the repository only');
  return above(parent);
}
