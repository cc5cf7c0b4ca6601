import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new temporary folder that only its owner can enter. */
export function privateFolder(name, subfolders = []) {
  const path = mkdtempSync(join(tmpdir(), `perto-${name}-`));
  for (const subfolder of subfolders) mkdirSync(join(path, subfolder));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}
