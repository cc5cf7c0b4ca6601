import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { onEnd } from './cleanup.mjs';

const BLOCK_BYTES = 1024 * 1024;

/**
 * Mounts a volume of `megabytes` at an empty folder: a disk that can be filled without harm.
 *
 * @throws Error where mounting is not allowed
 */
export function smallVolume(folder, megabytes) {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (mounted.status !== 0) throw new Error('A small volume needs the right to mount file systems (root)');
  const filler = join(folder, 'filler');
  return {
    /** Takes all the space that is left. */
    async fill() {
      const file = await open(filler, 'w');
      try {
        const block = Buffer.alloc(BLOCK_BYTES);
        for (;;) await file.write(block); // until there is no space
      } catch (error) {
        if (error.code !== 'ENOSPC') throw error;
      } finally {
        await file.close();
      }
    },
    empty: () => rmSync(filler, { force: true }),
    remove: onEnd(() => void spawnSync('umount', [folder])),
  };
}
