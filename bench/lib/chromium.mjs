import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The browser that the benchmarks drive: TEST_CHROMIUM, else the one on the path.
 *
 * @throws Error when there is none
 */
export function chromiumPath() {
  if (process.env.TEST_CHROMIUM) return process.env.TEST_CHROMIUM;
  const found = process.env.PATH.split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find(canRun);
  if (!found) throw new Error('There is no chromium on the path: name it in TEST_CHROMIUM.');
  return found;
}

function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
