/**
 * Whether the page gives back what an hour of use takes: the heap after hundreds of turns of everything that
 * it can do, against the heap before, in the same state.
 *
 * Run: npx nx run-many -t build -p api web && node bench/page-memory.mjs (Chromium at TEST_CHROMIUM, or on the path)
 */
import { chromium } from 'playwright-core';
import { Student } from '../tools/simulate/student.mjs';
import { chromiumPath } from './lib/chromium.mjs';
import { TORRE_NORTE } from './lib/campus.mjs';
import { startProgram } from './lib/programs.mjs';
import { Neighbours } from './page-memory/neighbours.mjs';
import { Reader } from './page-memory/reader.mjs';

const PEOPLE = 40;
const READER = 'ist190003';
/** Until what the browser keeps on purpose is there: compiled code above all, of rarer actions too. */
const WARM_UP = Number(process.env.WARM_UP ?? 60);
const TURNS = Number(process.env.TURNS ?? 200);
const ALLOWED = 1.1;

const api = await startProgram('lib/api-server.mjs');
const { url } = api.ready;
const neighbours = await Neighbours.arrive(url, PEOPLE);
const browser = await chromium.launch({ executablePath: chromiumPath() });
try {
  await (await Student.signIn(url, READER)).look(120);
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'pt-PT',
    permissions: ['geolocation'],
    geolocation: { ...TORRE_NORTE, accuracy: 12 },
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => fail(error.message));
  await page.goto(`${url}/login?login_hint=${READER}`);
  await page.getByTestId('person').nth(5).waitFor();
  const devTools = await context.newCDPSession(page);
  const reader = new Reader(page, neighbours, READER);

  const began = Date.now();
  for (let turn = 1; turn <= WARM_UP; turn++) await reader.turn(turn);
  const before = await measure(reader, devTools);
  print(`after ${WARM_UP} turns`, before);
  for (let turn = WARM_UP + 1; turn <= WARM_UP + TURNS; turn++) {
    await reader.turn(turn);
    if (turn % 100 === 0) console.log(`  … ${turn} turns`);
  }
  const after = await measure(reader, devTools);
  print(`after ${WARM_UP + TURNS} turns`, after);

  const ratio = after.heap / before.heap;
  const minutes = Math.round((Date.now() - began) / 60_000);
  console.log(`  heap: ${ratio.toFixed(3)} × of what it was, ${TURNS} turns later (${minutes} minutes)`);
  if (ratio > ALLOWED) fail(`More than ${ALLOWED} × of the heap is not given back.`);
} finally {
  await browser.close();
  neighbours.leave();
  await api.stop();
}
process.exit();

/** What is still held once everything that is not has been collected, with the page at rest. */
async function measure(reader, devTools) {
  await reader.rest();
  for (let round = 0; round < 3; round++) await devTools.send('HeapProfiler.collectGarbage');
  await devTools.send('Performance.enable');
  const { metrics } = await devTools.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
  return { heap, ...(await devTools.send('Memory.getDOMCounters')) };
}

function print(when, { heap, nodes, jsEventListeners }) {
  const megabytes = (heap / 1e6).toFixed(2);
  console.log(`  ${when.padEnd(18)} ${megabytes} MB, ${nodes} nodes, ${jsEventListeners} listeners`);
}

function fail(reason) {
  console.error(reason);
  process.exitCode = 1;
}
