// An echo: answers whoever writes to it, and nobody else. People can write to a bot that has spoken to them.
//
//   PERTO_BOT_PASSWORD=… node echo.mjs echo
import { connect } from '@perto/bot-sdk';

const { PERTO_URL: url = 'http://127.0.0.1:3002', PERTO_BOT_PASSWORD: secret } = process.env;
const bot = await connect({ url, id: process.argv[2], secret });
await bot.send('I am an echo. Write to me!');
console.log(`${bot.id} listens.`);

process.once('SIGINT', () => bot.close());
for await (const message of bot.messages()) {
  console.log(`${message.from.name ?? message.from.id}: ${message.text}`);
  await bot.reply(message, `You wrote: ${message.text}`);
}
