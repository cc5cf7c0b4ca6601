// A reminder: every so often, and once a day.
//
//   PERTO_BOT_PASSWORD=… node reminder.mjs canteen
import { connect } from '@perto/bot-sdk';

const { PERTO_URL: url = 'http://127.0.0.1:3002', PERTO_BOT_PASSWORD: secret, EVERY = '2h' } = process.env;
const bot = await connect({ url, id: process.argv[2], secret });
console.log(`${bot.id} speaks to ${bot.building.name}.`);

bot.every(EVERY, () => `It is ${new Date().toLocaleTimeString('pt-PT')}. Have you had a break?`);
bot.at('12:30', 'Lunch is served.', { timeZone: 'Europe/Lisbon' });
bot.onReport(({ id, delivered, reached }) => console.log(`${id}: ${delivered} of ${reached} have it.`));

process.once('SIGINT', () => bot.close());
await bot.stopped;
