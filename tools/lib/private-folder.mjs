import { mkdirSync, mkdtempSync, statfsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;

/** Where temporary folders do not wait for a disk: in memory, if there is room; else where they are anyway. */
export function quickTemporaryFolder() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize >= ROOM_BYTES) return MEMORY;
  } catch {
    // Not every system has it.
  }
  return tmpdir();
}

/** A new temporary folder that only its owner can enter. */
export function privateFolder(name, subfolders = []) {
  const path = mkdtempSync(join(tmpdir(), `perto-${name}-`));
  for (const subfolder of subfolders) mkdirSync(join(path, subfolder));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}
