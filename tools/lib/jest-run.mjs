import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onEnd } from './cleanup.mjs';
import { privateFolder } from './private-folder.mjs';
import { runNode } from './steps.mjs';
import { fromRoot, program } from './workspace.mjs';

/** Runs jest in every project but the excluded ones; answers how many tests passed, failed and were skipped. */
export async function runJest({ env, exclude = [] }) {
  const folder = privateFolder('jest');
  chmodSync(folder.path, 0o711); // database servers that tests start run as an account of their own, and pass through
  const removeFolder = onEnd(folder.remove);
  const outputFile = join(folder.path, 'result.json');
  const code = await runNode(
    [
      program('jest'),
      '--maxWorkers=2',
      '--passWithNoTests',
      `--testSequencer=${fromRoot('tools', 'lib', 'longest-first.mjs')}`,
      '--json',
      `--outputFile=${outputFile}`,
      `--cacheDirectory=${fromRoot('node_modules', '.cache', 'jest')}`,
      ...(exclude.length > 0 ? ['--ignoreProjects', ...exclude] : []),
    ],
    // What tests leave in temporary folders goes with ours, also when they are interrupted.
    // The same results also go to standard output, where nobody reads them.
    { env: { ...env, TMPDIR: folder.path }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const counts = countTests(outputFile);
  await removeFolder();
  // A crash that no test accounts for (a broken configuration, say) must not pass for success.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function countTests(file) {
  let result;
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return {
    passed: result.numPassedTests,
    // A file that does not even load holds no test that could be counted as failed.
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
