import { Bot, connect, rotateSecret, type BotOptions, type PertoBotError } from '@perto/bot-sdk';
import { join } from 'node:path';
import { CAMPUS, eventually, type Student, type Tab } from '@perto/testkit';
import { ChildProgram } from '../testing/child-program';
import { AdjustableClock, describeEachSize, SIZES, TestServer } from '../testing/running-server';
import { TcpProxy } from '../testing/tcp-proxy';
import { BotRegistry } from './bot-registry';

const { torreNorte } = CAMPUS;

/** A program that is closed, and then has nothing left to do. */
const CLOSE_AT_A_WORD = `
import { connect } from '@perto/bot-sdk';
const { URL: url, ID: id, SECRET: secret } = process.env;
const bot = await connect({ url, id, secret });
bot.every('1h', 'never');
console.log('connected');
process.stdin.once('data', async () => {
  process.stdin.destroy();
  await bot.close();
});`;

describeEachSize('a bot with the SDK', (size) => {
  let server: TestServer;
  let clock: AdjustableClock;
  let proxy: TcpProxy;
  let ana: Student;
  let tab: Tab;
  let bots: Bot[] = [];

  beforeAll(async () => {
    clock = new AdjustableClock();
    server = await TestServer.start(size, { clock });
    proxy = await TcpProxy.to(server.url);
  });
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });
  beforeEach(async () => {
    [ana] = await server.gather(torreNorte, 'ana');
    tab = await ana.open({ push: true });
  });
  afterEach(async () => {
    tab.close();
    await Promise.all(bots.map((bot) => bot.close({ within: 0 })));
    bots = [];
  });

  async function registered(name: string): Promise<{ id: string; secret: string }> {
    const { id, secret } = await server.bot(name, torreNorte.id);
    return { id, secret };
  }
  async function begin(options: BotOptions): Promise<Bot> {
    const bot = await connect(options);
    bot.onError(() => {});
    bots.push(bot);
    return bot;
  }
  const heard = (text: string) => eventually(text, () => tab.pushedTexts.includes(text));
  const endOf = (bot: Bot): Promise<string> =>
    bot.stopped.then(
      () => 'closed',
      ({ code }: PertoBotError) => code,
    );

  it('speaks to its building, is told who has it, and answers who writes', async () => {
    const bot = await begin({ url: server.url, ...(await registered('speaker')) });
    const delivered: number[] = [];
    bot.onReport((report) => delivered.push(report.delivered));
    bot.onMessage((message) => bot.reply(message, `You wrote: ${message.text}`));

    const sent = await bot.send('Soup');
    await heard('Soup');
    await ana.send([bot.id], 'Which one?');
    await heard('You wrote: Which one?');
    await eventually('it is told', () => delivered.includes(1));

    expect([sent.reached, bot.building?.name]).toEqual([1, torreNorte.name]);
    expect(await bot.report(sent.id)).toEqual({ id: sent.id, reached: 1, delivered: 1, seen: 0 });
  });

  it('misses nothing and doubles nothing while the network fails', async () => {
    const bot = await begin({ url: proxy.through(server.url), ...(await registered('stubborn')) });
    const received: string[] = [];
    bot.onMessage(({ text }) => received.push(text));
    await bot.send('Here I am');

    proxy.refuse();
    const sending = bot.send('through the gap');
    for (const text of ['1', '2', '3']) await ana.send([bot.id], text);
    proxy.accept();
    await eventually('it has all', () => received.length >= 3);
    proxy.cut();
    await ana.send([bot.id], '4');
    await eventually('it has that too', () => received.includes('4'));

    expect(await sending).toMatchObject({ reached: 1 });
    await heard('through the gap');
    expect(received).toEqual(['1', '2', '3', '4']);
    expect(tab.pushedTexts.filter((text) => text === 'through the gap')).toHaveLength(1);
  });

  it('goes on with a new token when the old one expires', async () => {
    const bot = await begin({ url: server.url, ...(await registered('lasting')) });
    bot.onMessage((message) => bot.reply(message, `${message.text}, heard`));
    await bot.send('before');
    const back = new Promise<void>((resolve) => bot.onState(({ state }) => state === 'online' && resolve()));

    clock.forward(3_700_000);
    await back;
    expect(await bot.send('afterwards')).toMatchObject({ reached: 1 });
    await ana.send([bot.id], 'Still there?');

    await heard('Still there?, heard');
  });

  it('hands a message out once, however long it takes, though the server gives the connection up', async () => {
    const bot = await begin({ url: server.url, ...(await registered('slow')) });
    const states: string[] = [];
    bot.onState(({ state }) => states.push(state));
    const received: string[] = [];
    let finish = (): void => {};
    bot.onMessage(async ({ text }) => {
      received.push(text);
      if (text === 'long') await new Promise<void>((resolve) => (finish = resolve));
    });
    await bot.send('Write to me');
    for (const text of ['long', 'next']) await ana.send([bot.id], text);
    await eventually('it is begun', () => received.length === 1);

    // Not acknowledged within ten seconds, three times.
    await eventually('the server gives it up, and it is back', () => {
      clock.forward(2_000);
      return states.join(' ').endsWith('waiting connecting online');
    });
    finish();
    await eventually('the next one comes', () => received.length === 2);
    await ana.send([bot.id], 'last');
    await eventually('the last one comes', () => received.length === 3);

    expect(received).toEqual(['long', 'next', 'last']);
  });

  it('goes on after the last message of an earlier run', async () => {
    const identity = await registered('restarted');
    const first = await begin({ url: server.url, ...identity });
    const received: string[] = [];
    first.onMessage(({ text }) => received.push(text));
    await first.send('Write to me');
    await ana.send([identity.id], 'one');
    await eventually('it has one', () => received.length === 1);
    await first.close();
    await ana.send([identity.id], 'two');

    const second = await begin({ url: server.url, ...identity, after: first.lastMessage });
    second.onMessage(({ text }) => received.push(text));

    await eventually('it has both', () => received.length === 2);
    expect(received).toEqual(['one', 'two']);
  });

  it('is stopped at once by an admin', async () => {
    const bot = await begin({ url: server.url, ...(await registered('loud')) });

    await server.app.get(BotRegistry, { strict: false }).authorize(bot.id, false);

    expect(await endOf(bot)).toBe('bot_not_authorized');
  });

  it('is stopped by a new secret, and refused one that is wrong', async () => {
    const identity = await registered('rotated');
    const bot = await begin({ url: server.url, ...identity });

    const secret = await rotateSecret({ url: server.url, ...identity });

    expect(await endOf(bot)).toBe('wrong_secret');
    await expect(rotateSecret({ url: server.url, ...identity })).rejects.toMatchObject({
      code: 'wrong_secret',
    });
    const again = await begin({ url: server.url, id: identity.id, secret });
    expect(await again.send('back')).toMatchObject({ reached: 1 });
  });

  it('waits for its other self, and takes the place when that is gone', async () => {
    const identity = await registered('twin');
    const first = await begin({ url: server.url, ...identity });
    const second = new Bot({ url: server.url, ...identity });
    bots.push(second);
    const waits = new Promise<string | undefined>((resolve) =>
      second.onState((now) => now.state === 'waiting' && resolve(now.error?.code)),
    );
    second.start();

    expect(await waits).toBe('bot_busy');
    await first.close();
    await second.online();

    expect(await second.send('taken over')).toMatchObject({ reached: 1 });
  });
});

describe('a bot whose server is frozen', () => {
  it('can be closed, and keeps no process from ending', async () => {
    const server = await TestServer.start(SIZES[0]!);
    const proxy = await TcpProxy.to(server.url);
    const { id, secret } = await server.bot('frozen', torreNorte.id);
    const program = new ChildProgram(process.execPath, ['--input-type=module', '--eval', CLOSE_AT_A_WORD], {
      environment: { URL: proxy.through(server.url), ID: id, SECRET: secret },
      directory: join(__dirname, '../../../../dist/libs/bot-sdk'),
    });
    await program.until(/connected/);

    proxy.hang();
    program.type('close\n');

    expect(await program.result()).toMatchObject({ code: 0, stderr: '' });
    await proxy.stop();
    await server.stop();
  }, 25_000); // a WebSocket alone would wait half a minute for the other side to hang up
});

describeEachSize('a bot while the server restarts', (size) => {
  it('comes back by itself, and what was to be sent is sent', async () => {
    const first = await TestServer.start(size);
    const { id, secret } = await first.bot('faithful', torreNorte.id);
    const [ana] = await first.gather(torreNorte, 'ana');
    const bot = await connect({ url: first.url, id, secret });
    bot.onError(() => {});
    const states: string[] = [];
    bot.onState(({ state }) => states.push(state));

    const place = await first.keep();
    const sending = bot.send('Were you away?');
    const second = await TestServer.start(size, { place, environment: { PORT: new URL(first.url).port } });
    await ana.stand(torreNorte);
    const tab = await ana.open({ push: true });
    await eventually('it is back', () => states.at(-1) === 'online', 20_000);

    expect(await sending).toHaveProperty('reached');
    await bot.send('Welcome back');
    await eventually('she hears it', () => tab.pushedTexts.includes('Welcome back'));
    tab.close();
    await bot.close();
    await second.stop();
  }, 60_000);
});
