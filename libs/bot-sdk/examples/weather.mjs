// A weather notice: says what stands in a file, at once and whenever that changes.
//
//   PERTO_BOT_PASSWORD=… node weather.mjs weather weather.txt
import { readFile } from 'node:fs/promises';
import { connect } from '@perto/bot-sdk';

const [id, file] = process.argv.slice(2);
const { PERTO_URL: url = 'http://127.0.0.1:3002', PERTO_BOT_PASSWORD: secret, EVERY = '1m' } = process.env;
const bot = await connect({ url, id, secret });
console.log(`${id} speaks to ${bot.building.name}, and reads ${file} every ${EVERY}.`);

let said;
async function news() {
  const text = (await readFile(file, 'utf8')).trim();
  if (text === said) return undefined; // nothing new: nothing is sent
  said = text;
  console.log(text);
  return text;
}
bot.every(EVERY, news, { immediately: true });
bot.onError(({ message }) => console.error(message)); // such as a file that is not there: it is tried again

process.once('SIGINT', () => bot.close());
await bot.stopped;
