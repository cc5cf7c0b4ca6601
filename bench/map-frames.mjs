/**
 * Frames drawn while 500 people move every second: the page's own map, against bare Leaflet, unclustered.
 *
 * Run: node bench/map-frames.mjs (Chromium at TEST_CHROMIUM, or `chromium` on the path)
 */
import { chromium } from 'playwright-core';
import { chromiumPath } from './lib/chromium.mjs';
import { median } from './lib/load.mjs';
import { bundle } from './map-frames/bundle.mjs';

const PEOPLE = 500;
const ROUNDS = 3;
const SECONDS = 5;
/** How much slower than this machine: a student's phone is not a desk's computer. */
const SLOWER = [1, 6];

const { script, style } = await bundle();
const browser = await chromium.launch({ executablePath: chromiumPath() });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('pageerror', (error) => fail(error.message));
  await page.setContent('<!doctype html><meta charset="utf-8"><body></body>');
  await page.addStyleTag({ content: style });
  await page.addScriptTag({ content: script });
  const devTools = await page.context().newCDPSession(page);

  for (const rate of SLOWER) {
    await devTools.send('Emulation.setCPUThrottlingRate', { rate });
    console.log(`${PEOPLE} people move every second${rate > 1 ? `, processor ${rate} times slower` : ''}`);
    const ratios = [];
    for (let round = 0; round < ROUNDS; round++) {
      const bare = await measure(page, 'bare', round);
      const ours = await measure(page, 'ours', round);
      ratios.push(ours.framesPerSecond / bare.framesPerSecond);
    }
    console.log(
      `  ratio: ${median(ratios).toFixed(2)} × the frames of bare Leaflet (median of ${ROUNDS} rounds)`,
    );
  }
} finally {
  await browser.close();
}

async function measure(page, which, round) {
  const result = await page.evaluate((options) => globalThis.measure(options), {
    which,
    count: PEOPLE,
    seconds: SECONDS,
    seed: round + 1,
  });
  const { framesPerSecond, longest, busy, shown, marks } = result;
  console.log(
    `    ${which === 'ours' ? 'Perto' : 'bare '}: ${framesPerSecond.toFixed(1)} frames/s, ` +
      `longest pause ${Math.round(longest)} ms, ${busy.toFixed(1)} ms of script a second, ${marks} marks`,
  );
  if (shown !== PEOPLE) fail(`${which} shows ${shown} people instead of ${PEOPLE}`);
  return result;
}

function fail(reason) {
  console.error(reason);
  process.exitCode = 1;
}
