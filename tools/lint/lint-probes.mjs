/**
 * Reads probes ([{ file, text }]) from standard input, lints each as if it stood in that file, and prints the
 * broken rules ([["rule", …], …]). A program of its own, because jest cannot load ESLint's configuration modules.
 */
import { text } from 'node:stream/consumers';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const probes = JSON.parse(await text(process.stdin));
// The rule on projects reads the graph that Nx keeps, and is silent when there is none.
await createProjectGraphAsync();
const eslint = new ESLint({
  // Probes are not on disk, so TypeScript knows no types for them; no rule on imports needs any.
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
});

const broken = [];
for (const probe of probes) {
  const [{ messages }] = await eslint.lintText(probe.text, { filePath: probe.file });
  broken.push(messages.map(({ ruleId, message }) => ruleId ?? message));
}
console.log(JSON.stringify(broken));
