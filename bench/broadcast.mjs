/**
 * A bot's word to 2,000 sessions in one building, against a bare program that publishes to and consumes from
 * as many queues of the same broker; and what the neighbours' `update/coordinates` feel of it.
 *
 * Run: node tools/with-services.mjs -- node bench/broadcast.mjs
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Speaker } from './broadcast/speaker.mjs';
import { freshDatabase } from './lib/database.mjs';
import { median } from './lib/load.mjs';
import { startProgram } from './lib/programs.mjs';

const PEOPLE = Number(process.env.PEOPLE ?? 2000);
const ROUNDS = Number(process.env.ROUNDS ?? 15);
const TEXT = 'Rain from three o’clock on; the way between the towers will be wet.';
/** As the server publishes it: the message once for so many recipients, with a number for each. */
const RECIPIENTS_A_PUBLICATION = 50;
const MESSAGE_BYTES = 350 + TEXT.length;
const NUMBER_BYTES = '"user.student-1000":1000,'.length;
const NEIGHBOURS = 50;
const REPORT_EVERY_MS = 20;
/** One after another from the bot, as fast as its limit allows. */
const WORDS_EVERY_MS = 1000;
const WORDS = 10;
const NEIGHBOUR_ROUNDS = 5;

const database = await freshDatabase();
const { TEST_AMQP_URL: AMQP_URL } = process.env;
const api = await startProgram('lib/api-server.mjs', { DATABASE_URL: database.url, AMQP_URL });
const URL = api.ready.url;
const crowd = await startProgram('lib/crowd.mjs', {
  ...{ URL, PEOPLE: String(PEOPLE), TOGETHER: 'yes', PUSH: 'yes' },
});
const bare = await startProgram('broadcast/bare-broker.mjs', {
  ...{ AMQP_URL, PEOPLE: String(PEOPLE), RECIPIENTS: String(RECIPIENTS_A_PUBLICATION) },
  BYTES: String(MESSAGE_BYTES + RECIPIENTS_A_PUBLICATION * NUMBER_BYTES),
});
const speaker = await Speaker.arrive(URL, database.url);

console.log(`a bot's word to ${PEOPLE} sessions, ${ROUNDS} rounds`);
await broadcast(`${TEXT} warm-up`);
const rounds = [];
for (let round = 0; round < ROUNDS; round++) {
  const { milliseconds: alone } = await bare.ask({});
  const before = await api.ask({ ask: 'cpu' });
  const ours = await broadcast(`${TEXT} ${round}`);
  await wait(700); // what comes after the last receipt is not counted with the next round
  const after = await api.ask({ ask: 'cpu' });
  const processor = (after.cpuMicroseconds - before.cpuMicroseconds) / 1000;
  rounds.push({ alone, ...ours, processor, ratio: ours.last / alone });
}
const of = (figure) => median(rounds.map((round) => round[figure]));
console.log(
  `  the last receipt after ${of('last').toFixed(0)} ms (answered after ${of('answered').toFixed(0)} ms), ` +
    `bare ${of('alone').toFixed(0)} ms: ${of('ratio').toFixed(2)} × (medians); ` +
    `${of('processor').toFixed(0)} ms of the server's processor`,
);

const { p99s, slowdown } = await neighboursMeanwhile();
console.log(
  JSON.stringify({
    people: PEOPLE,
    broadcast: Object.fromEntries(Object.keys(rounds[0]).map((figure) => [figure, of(figure)])),
    neighbours: { p99s, ratio: slowdown },
  }),
);
await Promise.all([crowd.stop(), bare.stop()]);
await api.stop();
await database.drop();

/** From the request to the last receipt at a client; anything lost ends the program. */
async function broadcast(text) {
  const heard = crowd.ask({ ask: 'heard', text, times: PEOPLE });
  const begun = process.hrtime.bigint();
  const since = (moment) => Number(moment - begun) / 1e6;
  const reached = await speaker.say(text);
  const answered = since(process.hrtime.bigint());
  const { times, last } = await heard;
  if (reached !== PEOPLE || times !== PEOPLE)
    throw new Error(`The bot reached ${reached} of ${PEOPLE}, and ${times} heard it.`);
  return { answered, last: since(BigInt(last)) };
}

/** The p99 of the neighbours' `update/coordinates`, in turns without and with the bot's words. */
async function neighboursMeanwhile() {
  const neighbours = await startProgram('broadcast/neighbours.mjs', {
    ...{ URL, PEOPLE: String(NEIGHBOURS), EVERY: String(REPORT_EVERY_MS) },
  });
  const reports = async (meanwhile) => {
    await neighbours.ask({ ask: 'begin' });
    await meanwhile();
    return percentile(await neighbours.ask({ ask: 'end' }), 0.99);
  };
  console.log(`update/coordinates of ${NEIGHBOURS} neighbours, one every ${REPORT_EVERY_MS} ms`);
  const p99s = [];
  for (let round = 0; round < NEIGHBOUR_ROUNDS; round++) {
    const quiet = await reports(() => wait(WORDS * WORDS_EVERY_MS));
    const busy = await reports(async () => {
      for (let word = 0; word < WORDS; word++)
        await Promise.all([broadcast(`${TEXT} ${round}-${word}`), wait(WORDS_EVERY_MS)]);
    });
    p99s.push({ quiet, busy });
    console.log(`    p99 ${quiet.toFixed(1)} ms alone, ${busy.toFixed(1)} ms while the bot speaks`);
  }
  const slowdown = median(p99s.map(({ quiet, busy }) => busy / quiet));
  console.log(`  p99 while the bot speaks: ${slowdown.toFixed(2)} × (median of ${p99s.length} rounds)`);
  await neighbours.stop();
  return { p99s, slowdown };
}

function percentile(numbers, part) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * part)];
}
