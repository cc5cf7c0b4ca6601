/**
 * Neighbours of the building as a process of their own: `PEOPLE` at `URL` who report positions, each a step
 * of 1.4 m, one every `EVERY` milliseconds in all, whether the one before was answered or not. Asked `begin`,
 * it goes on until asked `end`, and answers how long the answers took.
 */
import { destination } from '../../tools/simulate/plane.mjs';
import { randomNumbers } from '../../tools/simulate/random.mjs';
import { Student } from '../../tools/simulate/student.mjs';
import { Tab } from '../../tools/simulate/tab.mjs';
import { CIVIL, crowdAt } from '../lib/campus.mjs';

const { URL: url, PEOPLE: people, EVERY: every } = process.env;
const STEP_METRES = 1.4;
const random = randomNumbers(7);
const neighbours = [];
for (const [index, at] of crowdAt(CIVIL, Number(people)).entries()) {
  const student = await Student.signIn(url, `neighbour-${index}`);
  await student.stand(at);
  await Tab.open(student, { push: true });
  neighbours.push({ student, at });
}

let timer;
let turn = 0;
let answering = [];
const times = [];

process.on('message', async ({ ask }) => {
  if (ask === 'begin') {
    times.length = 0;
    timer = setInterval(() => answering.push(report()), Number(every));
    process.send({});
  } else {
    clearInterval(timer);
    await Promise.all(answering);
    answering = [];
    process.send(times);
  }
});
process.on('SIGTERM', () => process.exit(0));
process.send({});

async function report() {
  const neighbour = neighbours[turn++ % neighbours.length];
  const heading = random() * 2 * Math.PI;
  neighbour.at = destination(neighbour.at, STEP_METRES * Math.cos(heading), STEP_METRES * Math.sin(heading));
  const begun = performance.now();
  await neighbour.student.stand(neighbour.at);
  times.push(performance.now() - begun);
}
