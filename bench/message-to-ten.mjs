/**
 * Messages to ten recipients who all pull at once: none lost, none doubled.
 *
 * Run: node tools/with-services.mjs -- node bench/message-to-ten.mjs
 */
import { setTimeout as wait } from 'node:timers/promises';
import { freshDatabase } from './lib/database.mjs';
import { load, print } from './lib/load.mjs';
import { startProgram } from './lib/programs.mjs';

const RECIPIENTS = 10;
const SECONDS = 10;

const database = await freshDatabase();
const api = await startProgram('lib/api-server.mjs', {
  DATABASE_URL: database.url,
  AMQP_URL: process.env.TEST_AMQP_URL,
});
const crowd = await startProgram('lib/crowd.mjs', {
  URL: api.ready.url,
  PEOPLE: String(RECIPIENTS + 1),
  TOGETHER: 'yes',
});
const [sender, ...recipients] = crowd.ready;
const users = recipients.map(({ id }) => id);
let sent = 0;

console.log(`message/send to ${RECIPIENTS} recipients who all pull at once`);
const result = await load({
  url: api.ready.url,
  connections: 10,
  seconds: SECONDS,
  next: () => ({
    path: '/API/user/message/send',
    body: { id: sender.id, token: sender.token, users, message: `message ${sent++}` },
  }),
});
print('message/send', result);

await wait(2000); // what is on its way arrives
const [, ...received] = await crowd.ask({ ask: 'received' });
const stored = await storedTexts(api.ready.url);
let lost = 0;
let doubled = 0;
for (const texts of received) {
  const distinct = new Set(texts);
  doubled += texts.length - distinct.size;
  lost += stored.filter((text) => !distinct.has(text)).length;
}
console.log(
  `  stored ${stored.length}, received ${received.flat().length}, lost ${lost}, doubled ${doubled}`,
);
if (lost || doubled || result.failed || stored.length === 0) process.exitCode = 1;
await crowd.stop();
await api.stop();
await database.drop();

/** Every message of the sender, from the history. */
async function storedTexts(url) {
  const texts = [];
  for (let before = ''; before !== null;) {
    const query = before ? `?limit=100&before=${before}` : '?limit=100';
    const response = await fetch(`${url}/API/messages${query}`, {
      headers: { authorization: `Bearer ${sender.token}` },
    });
    const page = await response.json();
    texts.push(...page.items.map(({ message }) => message));
    before = page.next;
  }
  return texts;
}
