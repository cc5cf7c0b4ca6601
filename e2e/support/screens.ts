import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeFaults } from './axe';

/** What one size shows wrongly for a screen reader the next of its layout does too: two are examined. */
const SIZES = [
  { name: 'desktop', width: 1440, height: 900, examined: true },
  { name: 'tablet', width: 820, height: 1180, examined: false },
  { name: 'small', width: 360, height: 740, examined: false },
  { name: 'phone', width: 390, height: 844, examined: true },
] as const;
type Size = (typeof SIZES)[number]['name'];
const ALL_SIZES: readonly Size[] = SIZES.map(({ name }) => name);
/** Pictures that nothing examines are for people: taken where somebody asks for them. */
const EVERY_PICTURE = process.env['SCREENS'] === 'all';

interface Looking {
  sizes?: readonly Size[];
  /** Brings the state about anew, where another size ends it: a menu that is open, a word that passes. */
  atEachSize?: () => Promise<void>;
}

const DIRECTORY = join(__dirname, '../../dist/screens');
/** Nothing on the page moves longer than this by itself. Milliseconds. */
const MOTION = 5_000;

/** Looks at states in every size and scheme, keeps a picture of each, and has axe examine them. */
export class Screens {
  private pictures = 0;
  private examinations = 0;

  /** Forgets the pictures that an earlier run took of this topic. */
  constructor(private readonly topic: string) {
    mkdirSync(DIRECTORY, { recursive: true });
    for (const file of readdirSync(DIRECTORY))
      if (file.startsWith(`${topic}.`)) rmSync(join(DIRECTORY, file));
  }

  /**
   * Takes the page, as it is, through the sizes and both schemes, and leaves it at the desktop's size.
   *
   * @throws Error with everything that axe found, once all pictures are taken
   */
  async look(page: Page, state: string, { sizes = ALL_SIZES, atEachSize }: Looking = {}): Promise<void> {
    const faults: string[] = [];
    for (const { name, width, height, examined } of SIZES.filter((size) => sizes.includes(size.name))) {
      await page.setViewportSize({ width, height });
      await atEachSize?.(); // also where no picture is taken: what is done there has to work
      if (!examined && !EVERY_PICTURE) continue;
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        faults.push(...(await this.lookOnce(page, `${state}.${name}-${scheme}`, { examined })));
      }
    }
    await page.setViewportSize(SIZES[0]);
    await page.emulateMedia({ colorScheme: 'light' });
    refuse(faults);
  }

  /** One picture of the whole page as it is, examined: for sizes and settings of its own. */
  async lookAsIs(page: Page, state: string, look: string): Promise<void> {
    refuse(await this.lookOnce(page, `${state}.${look}`, { examined: true, fullPage: true }));
  }

  /** Writes the page that shows all pictures, of every topic, for whoever reviews them. */
  finish(): void {
    writeFileSync(join(DIRECTORY, 'index.html'), indexOf(readdirSync(DIRECTORY)));
    console.info(
      `${this.topic}: ${this.pictures} pictures in dist/screens, ${this.examinations} seen by axe`,
    );
  }

  private async lookOnce(
    page: Page,
    name: string,
    { examined, fullPage = false }: { examined: boolean; fullPage?: boolean },
  ): Promise<string[]> {
    await settled(page);
    await page.screenshot({ path: join(DIRECTORY, `${this.topic}.${name}.png`), fullPage });
    this.pictures++;
    if (!examined) return [];
    this.examinations++;
    return (await axeFaults(page)).map((fault) => `${name}: ${fault}`);
  }
}

function refuse(faults: string[]): void {
  if (faults.length > 0) throw new Error(`axe found ${faults.length} faults:\n${faults.join('\n')}`);
}

/** Waits until fonts are there, nothing is animated, and the map has come to rest. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async (longest) => {
    await document.fonts.ready;
    const frame = () => new Promise(requestAnimationFrame);
    const positions = () =>
      Array.from(document.querySelectorAll('.leaflet-pane, .leaflet-pane *'), (it) =>
        [it.getAttribute('style'), it.getAttribute('d')].join(),
      ).join();
    const moving = () =>
      document
        .getAnimations()
        .some(
          ({ playState, effect }) => playState === 'running' && effect?.getTiming().iterations !== Infinity,
        );
    const end = performance.now() + longest;
    for (let still = 0, before = ''; still < 3 && performance.now() < end;) {
      await frame();
      const now = positions();
      still = !moving() && now === before ? still + 1 : 0;
      before = now;
    }
  }, MOTION);
}

function indexOf(files: string[]): string {
  const groups = new Map<string, string[]>();
  for (const file of files.filter((name) => name.endsWith('.png')).sort()) {
    const state = file.split('.').slice(0, 2).join(': ');
    groups.set(state, [...(groups.get(state) ?? []), file]);
  }
  const figures = (names: string[]) =>
    names
      .map((name) => {
        const look = name.split('.')[2] ?? '';
        return `<figure><a href="${name}"><img src="${name}" alt="${look}" loading="lazy"></a><figcaption>${look}</figcaption></figure>`;
      })
      .join('\n');
  const sections = [...groups].map(
    ([state, names]) => `<section><h2 id="${state}">${state}</h2><div>${figures(names)}</div></section>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Perto: ${groups.size} states, ${files.length} pictures</title>
<style>
body { margin: 24px; background: #888; font: 15px/1.4 sans-serif; }
section > div { display: flex; flex-wrap: wrap; gap: 16px; align-items: start; }
figure { margin: 0; }
img { display: block; height: 420px; }
</style>
<h1>${groups.size} states</h1>
${sections.join('\n')}
</html>
`;
}
