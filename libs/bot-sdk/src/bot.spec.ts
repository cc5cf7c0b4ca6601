import { PATHS } from '@perto/contract';
import { eventually } from '@perto/testkit';
import { Bot, type BotOptions } from './bot';
import { connect } from './connect';
import type { ConnectionState } from './connection-state';
import type { PertoBotError } from './error';
import { FakeServer, type Fault } from './server.fake';

// As growing as the real one, and a hundred times as fast.
jest.mock('./growing-wait', () => ({ growingWait: (failures: number) => Math.min(200, 6 * 2 ** failures) }));

const MESSAGE = PATHS.sendBotMessage;

describe('a bot', () => {
  let server: FakeServer;
  let bots: Bot[];
  let errors: PertoBotError[];
  let states: ConnectionState['state'][];

  function prepare(options: Partial<BotOptions> = {}): Bot {
    const bot = new Bot({ url: server.url, id: 'canteen', secret: 'right', ...options });
    bot.onError((error) => errors.push(error));
    bot.onState(({ state }) => states.push(state));
    bots.push(bot);
    return bot;
  }
  async function connected(options: Partial<BotOptions> = {}): Promise<Bot> {
    const bot = prepare(options);
    bot.start();
    await bot.online();
    return bot;
  }
  const codeOf = (attempt: Promise<unknown>): Promise<unknown> =>
    attempt.then(
      () => 'no error',
      ({ code, final }: PertoBotError) => [code, final],
    );
  const faults = (...list: Fault[]) => server.faults.set(MESSAGE, list);
  const introduced = (times: number) =>
    eventually(`${times} introductions`, () => server.introductions.length >= times);

  beforeEach(async () => {
    [bots, errors, states] = [[], [], []];
    server = await FakeServer.start();
  });
  afterEach(async () => {
    await Promise.all(bots.map((bot) => bot.close({ within: 0 })));
    await server.stop();
  });

  describe('connecting', () => {
    it('shows its secret once, and its token from then on', async () => {
      const bot = await connected();

      expect(server.requestsTo(PATHS.authenticateBot).map(({ body }) => body)).toEqual([
        { id: 'canteen', pass: 'right' },
      ]);
      expect(server.introductions).toEqual([{ id: 'canteen', shown: 'bot_1' }]);
      expect(bot.building).toEqual({ id: 'b1', name: 'Torre Norte' });
    });

    it.each([
      ['a wrong secret', () => (server.secret = 'other'), 'wrong_secret'],
      ['no authorisation', () => (server.authorized = false), 'bot_not_authorized'],
      ['a refused introduction', () => server.refusals.push('bot_not_authorized'), 'bot_not_authorized'],
    ])('stops at %s, and says so wherever somebody listens', async (_, arrange, code) => {
      arrange();
      const bot = prepare();
      bot.start();

      expect(await codeOf(bot.online())).toEqual([code, true]);
      expect(await codeOf(bot.stopped)).toEqual([code, true]);
      expect(await codeOf(bot.send('Soup'))).toEqual(['closed', true]);
      expect(errors.map((error) => error.code)).toEqual([code]);
    });

    it('waits while it is connected from somewhere else', async () => {
      server.refusals.push('bot_busy', 'bot_busy');

      await connected();

      expect(states).toEqual(['connecting', 'waiting', 'connecting', 'waiting', 'connecting', 'online']);
    });

    it('gives up when it was told to, and says why it could not', async () => {
      server.refusals.push(...Array<'bot_busy'>(500).fill('bot_busy'));
      const options = { url: server.url, id: 'canteen', secret: 'right', connectWithin: 100 };

      expect(await codeOf(connect(options))).toEqual(['bot_busy', false]);
      expect(await codeOf(connect({ ...options, secret: 'wrong' }))).toEqual(['wrong_secret', true]);
      expect(await codeOf(connect({ ...options, url: 'http://127.0.0.1:1' }))).toEqual([
        'unreachable',
        false,
      ]);
    });

    it('refuses what cannot be, before anything else', () => {
      expect(() => prepare({ url: 'localhost' })).toThrow(TypeError);
      expect(() => prepare({ secret: '' })).toThrow('A bot needs its id and its secret');
    });
  });

  describe('when the connection breaks', () => {
    it('comes back as the same session, after the last message', async () => {
      const bot = await connected();
      bot.onMessage(() => {});
      server.push('7');
      await eventually('it is acknowledged', () => server.acknowledged.includes('7'));

      server.break();
      await introduced(2);

      expect(server.introductions[1]).toMatchObject({ session_id: 's1', after: '7' });
    });

    it('begins where the server said, also before any message came', async () => {
      server.lastMessage = null;
      await connected();

      server.break();
      await introduced(2);

      expect(server.introductions[1]).toMatchObject({ after: null });
    });

    it('goes on after the message that an earlier run had last', async () => {
      const bot = await connected({ after: '41' });

      expect([server.introductions[0]?.after, bot.lastMessage]).toEqual(['41', '41']);
    });

    it('waits as long as a stopping server asks', async () => {
      const bot = await connected();
      const waits: number[] = [];
      bot.onState((now) => now.state === 'waiting' && waits.push(now.retryIn));

      for (const socket of server.sockets) socket.emit('server_stopping', { retry_in: 321 });
      server.break();
      await introduced(2);

      expect(waits).toEqual([321]);
    });

    it('has a fresh token when the old one is refused', async () => {
      await connected();
      server.revoked.add('bot_1');

      server.dismiss('unauthenticated');
      await introduced(2);

      expect(server.introductions.map(({ shown }) => shown)).toEqual(['bot_1', 'bot_2']);
    });

    it('has another token before the old one expires, and is away for a moment only', async () => {
      const timers = jest.spyOn(global, 'setTimeout');
      await connected();
      const [renew] = timers.mock.calls.find(([, milliseconds = 0]) => milliseconds > 3_000_000) ?? [];
      timers.mockRestore();
      const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_400_000);

      (renew as () => void)();
      await introduced(2);
      clock.mockRestore();

      expect(server.introductions[1]).toMatchObject({ shown: 'bot_2', session_id: 's1', after: null });
      expect(states).not.toContain('waiting');
    });

    it('stops at once when an admin takes its authorisation back', async () => {
      const bot = await connected();

      server.authorized = false;
      server.dismiss('bot_not_authorized');

      expect(await codeOf(bot.stopped)).toEqual(['bot_not_authorized', true]);
    });

    it('stops when one fresh token after the other is refused', async () => {
      server.refusals.push('unauthenticated', 'unauthenticated', 'unauthenticated', 'unauthenticated');
      const bot = prepare();
      bot.start();

      expect(await codeOf(bot.stopped)).toEqual(['unauthenticated', true]);
    });
  });

  describe('sending', () => {
    it('repeats with the same key until it is answered', async () => {
      const bot = await connected();
      faults({ code: 'unavailable' }, 'cut', { code: 'internal' }, 'cut afterwards');

      const sent = await bot.send('Soup');
      const keys = server.requestsTo(MESSAGE).map(({ headers }) => headers['idempotency-key']);

      expect(sent).toEqual({ id: '1', reached: 2 });
      expect([keys.length, new Set(keys).size, server.sent.size]).toEqual([5, 1, 1]);
    });

    it('keeps the order, whatever is refused meanwhile', async () => {
      const bot = await connected();
      faults({ code: 'unavailable' }, { code: 'invalid_request' });

      const outcomes = await Promise.allSettled(['1', '2', '3'].map((text) => bot.send(text)));

      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
      expect(server.requestsTo(MESSAGE).map(({ body }) => body['message'])).toEqual(['1', '1', '2', '3']);
    });

    it('waits as long as Retry-After says', async () => {
      const bot = await connected();
      faults({ code: 'too_many_requests', retryAfter: 1 });
      const begun = Date.now();

      await bot.send('Soup');

      expect(Date.now() - begun).toBeGreaterThanOrEqual(990);
    });

    it('gives up at its deadline, when it is called off, and for what is final', async () => {
      const bot = await connected();
      faults(...Array<Fault>(100).fill({ code: 'unavailable' }));
      expect(await codeOf(bot.send('Soup', { deadline: 50 }))).toEqual(['deadline', false]);

      const calledOff = new AbortController();
      const sending = codeOf(bot.send('Soup', { signal: calledOff.signal }));
      calledOff.abort();
      expect(await sending).toEqual(['aborted', true]);

      faults({ code: 'not_reachable' });
      expect(await codeOf(bot.send('Soup'))).toEqual(['not_reachable', true]);
      expect(await bot.send('Soup')).toMatchObject({ reached: 2 });
    });

    it('takes the fresh token when the old one is refused', async () => {
      const bot = await connected();
      server.revoked.add('bot_1');

      await bot.send('Soup');

      const [refused, taken] = server.requestsTo(MESSAGE).map(({ headers }) => headers);
      expect([refused?.authorization, taken?.authorization]).toEqual(['Bearer bot_1', 'Bearer bot_2']);
      expect(refused?.['idempotency-key']).toBe(taken?.['idempotency-key']);
    });

    it('keeps a hundred messages at most, and says so', async () => {
      const bot = await connected();
      faults(...Array<Fault>(1000).fill({ code: 'unavailable' }));
      const waiting = Array.from({ length: 100 }, () => codeOf(bot.send('Soup')));

      expect(await codeOf(bot.send('One more'))).toEqual(['queue_full', false]);

      await bot.close({ within: 0 });
      expect(new Set((await Promise.all(waiting)).flat())).toEqual(new Set(['closed', true]));
    });

    it('answers whoever wrote, alone', async () => {
      const bot = await connected();
      bot.onMessage((message) => bot.reply(message, `You wrote: ${message.text}`));

      server.push('7', 'Soup?');
      await eventually('it is answered', () => server.requestsTo(MESSAGE).length === 1);

      expect(server.requestsTo(MESSAGE)[0]?.body).toEqual({ message: 'You wrote: Soup?', users: ['ana'] });
    });
  });

  describe('receiving', () => {
    it('hands each message to a loop when that asks for it', async () => {
      const bot = await connected();
      const heard: string[] = [];

      const listening = (async () => {
        for await (const message of bot.messages()) if (heard.push(message.text) === 3) break;
      })();
      for (const id of ['1', '2', '1', '3']) server.push(id);
      await listening;

      expect(heard).toEqual(['text of 1', 'text of 2', 'text of 3']);
      await eventually('they are acknowledged', () => new Set(server.acknowledged).size === 3);
    });

    it('ends the loop when the bot is closed', async () => {
      const bot = await connected();
      const listening = (async () => {
        for await (const message of bot.messages()) throw new Error(`heard ${message.id}`);
      })();

      await bot.close();

      await expect(listening).resolves.toBeUndefined();
    });

    it('tells how far messages have come', async () => {
      const bot = await connected();
      const reports: unknown[] = [];
      bot.onReport((report) => reports.push(report));
      const report = { id: '7', reached: 3, delivered: 2, seen: 1 };

      for (const socket of server.sockets) socket.emit('delivery_report', [report]);
      await eventually('it is told', () => reports.length === 1);

      expect(reports).toEqual([report]);
    });
  });

  describe('planning', () => {
    it('says a text, asks for one, or says nothing', async () => {
      const bot = await connected();
      const answers = [undefined, 'Now', ''];
      bot.at(new Date(), 'Once');
      for (const answer of answers) bot.at(new Date(), async () => answer);

      await eventually('both are sent', () => server.sent.size === 2);

      expect(server.requestsTo(MESSAGE).map(({ body }) => body['message'])).toEqual(['Once', 'Now']);
    });

    it('tells of a text that fails, and goes on', async () => {
      const bot = await connected();
      bot.at(new Date(), () => {
        throw new Error('no such file');
      });

      await eventually('it is told', () => errors.length === 1);

      expect([errors[0]?.message, states.at(-1)]).toEqual(['no such file', 'online']);
    });
  });

  describe('closing', () => {
    it('finishes what is being sent and handled, and nothing goes on afterwards', async () => {
      const bot = await connected();
      bot.every('1h', 'Soup', { immediately: true });
      bot.onMessage(async () => bot.send('heard'));
      server.push('7');
      await eventually('both are sent', () => server.sent.size === 2);
      faults({ code: 'unavailable' });
      const sending = bot.send('last words');

      await bot.close();

      expect(await sending).toMatchObject({ id: '3' });
      expect(server.acknowledged).toEqual(['7']);
      await expect(bot.stopped).resolves.toBeUndefined();
      await eventually('the connection is closed', () => server.sockets.length === 0);
      expect(await codeOf(bot.report('1'))).toEqual(['closed', true]);
    });

    it('is done by a signal, and may be done before it is connected, or twice', async () => {
      const calledOff = new AbortController();
      const bot = prepare({ signal: calledOff.signal, url: 'http://127.0.0.1:1' });
      bot.start();

      calledOff.abort();
      await Promise.all([bot.close(), bot.close()]);

      await expect(bot.stopped).resolves.toBeUndefined();
      expect(states.at(-1)).toBe('closed');
    });
  });
});
