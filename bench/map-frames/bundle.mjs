import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** esbuild as Angular's build brings it along: the benchmark needs no dependency of its own. */
const { build } = createRequire(createRequire(import.meta.url).resolve('@angular/build/package.json'))(
  'esbuild',
);

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const web = here('../../apps/web/src');

/** The program and the styles of the page that is measured, as text. */
export async function bundle() {
  const { outputFiles } = await build({
    stdin: {
      contents: ["import './page.mjs';", ...styles.map((path) => `import '${path}';`)].join('\n'),
      resolveDir: here('.'),
    },
    alias: {
      'campus-map': `${web}/app/campus-map`,
      position: `${web}/app/position`,
      '@perto/contract': here('../../libs/contract/src/index.ts'),
    },
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
    outdir: 'memory',
    loader: { '.svg': 'text', '.png': 'dataurl', '.woff2': 'dataurl' },
    logLevel: 'error',
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}

const styles = [
  `${web}/styles.css`,
  ...['campus-map', 'base-map', 'marks', 'chips', 'ring'].map((name) => `${web}/app/campus-map/${name}.css`),
];
