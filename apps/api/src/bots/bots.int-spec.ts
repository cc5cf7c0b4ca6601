import { LIMITS, PATHS, type BotMessageAnswer, type BotSecretAnswer } from '@perto/contract';
import { Bot, CAMPUS, eventually, request, type Student, type Tab } from '@perto/testkit';
import { SignInTokens } from '../auth/sign-in-tokens';
import { MessageStore } from '../messaging/typeorm-message-store';
import { unavailable } from '../platform/errors';
import { describeEachSize, SIZES, TestServer } from '../testing/running-server';
import { BotRegistry } from './bot-registry';

const { torreNorte, civil } = CAMPUS;

describeEachSize('bots', (size) => {
  let server: TestServer;
  let ana: Student, rui: Student, eva: Student;

  beforeAll(async () => {
    server = await TestServer.start(size, { environment: { ADMIN_IDS: 'boss' } });
    [ana, rui] = await server.gather(torreNorte, 'ana', 'rui');
    [eva] = await server.gather(civil, 'eva');
  });
  afterAll(() => server.stop());

  /** Comes (back) into Torre Norte and opens a tab: whoever left took their position along. */
  async function arrive(student: Student): Promise<Tab> {
    await student.stand(torreNorte);
    return student.open({ push: true });
  }
  const authorize = (bot: Bot, allowed: boolean) =>
    server.app.get(BotRegistry, { strict: false }).authorize(bot.id, allowed);
  const register = (id: string, b_id: string = torreNorte.id) =>
    request(server.url, 'POST', PATHS.registerBot, { body: { id, b_id } });
  const authenticate = (id: string, pass: unknown) =>
    request(server.url, 'POST', PATHS.authenticateBot, { body: { id, pass } });

  describe('who they are', () => {
    it('is checked by anybody, from unknown to available', async () => {
      const states: unknown[] = [];
      const look = async (bot: Bot) => states.push((await bot.check()).json);
      await look(new Bot(server.url, server.id('guide'), ''));

      const bot = await Bot.register(server.url, server.id('guide'), torreNorte.id);
      await look(bot);
      await authorize(bot, true);
      await look(bot);
      const line = await (await bot.authenticate()).open();
      await look(bot);
      line.close();
      await eventually('it is free again', async () => {
        const { json } = await bot.check();
        return (json as { available: number }).available === 1;
      });

      expect(states).toEqual([
        { available: 0, state: 'unregistered', new: 1 },
        { available: 0, state: 'unauthorized', auth: 0 },
        { available: 1, state: 'available' },
        { available: 0, state: 'busy' },
      ]);
    });

    it('is proven by a secret that only its digest is kept of', async () => {
      const id = server.id('digest');
      const { pass } = (await register(id)).json as BotSecretAnswer;

      const [row] = await server.query<{ pass: string }>('SELECT pass FROM bot WHERE id = ?', [id]);

      expect(pass).toMatch(/^[\w-]{32}$/); // 192 bits
      expect(row?.pass).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect((await authenticate(id, pass)).json).toEqual({ auth: 0, state: 'unauthorized' });
      expect((await authenticate(id, `${pass}x`)).json).toEqual({ auth: 0 });
      expect((await authenticate(server.id('nobody'), pass)).json).toEqual({ auth: 0 });
    });

    it('is nobody else’s: neither a bot’s, a user’s, an admin’s nor a Fenix id', async () => {
      const taken = server.id('taken');
      await register(taken);

      const answers = await Promise.all(
        [taken, ana.id, 'boss', 'ist112345', 'IST1'].map((id) => register(id)),
      );

      expect(answers.map(({ status, json }) => [status, (json as { code: string }).code])).toEqual(
        Array(5).fill([409, 'id_taken']),
      );
    });

    it('is registered once when two come at the same moment', async () => {
      const id = server.id('twice');

      const answers = await Promise.all([register(id), register(id), register(id)]);

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    });

    it('needs a building that there is, and a body that says so', async () => {
      const nowhere = await register(server.id('nowhere'), 'no-such-building');
      const empty = await request(server.url, 'POST', PATHS.registerBot, { body: {} });

      expect([nowhere.status, empty.status]).toEqual([400, 400]);
      expect(nowhere.json).toMatchObject({ code: 'invalid_request', errors: [{ path: 'b_id' }] });
    });

    it('is never shown in an address', async () => {
      const url = `${PATHS.authenticateBot}?id=x&pass=secret`;

      const answers = await Promise.all([
        request(server.url, 'POST', url, { body: { id: 'x', pass: 'secret' } }),
        request(server.url, 'GET', url),
      ]);

      expect(answers.map(({ status }) => status)).toEqual([400, 404]);
      expect(answers[0]?.json).toMatchObject({ errors: [{ path: 'pass' }] });
    });

    it('is taken over by a person who signs in under it, unless an admin allowed the bot', async () => {
      const waiting = await Bot.register(server.url, server.id('waiting'), torreNorte.id);
      const allowed = await server.bot('allowed', torreNorte.id);

      await server.signIn('waiting');

      expect((await waiting.check()).json).toMatchObject({ new: 1 });
      await expect(server.signIn('allowed')).rejects.toThrow();
      expect((await allowed.check()).json).toMatchObject({ available: 1 });
    });
  });

  describe('what they say', () => {
    it('reaches everybody in their building and nobody else, and is counted', async () => {
      const bot = await server.bot('crier', torreNorte.id);
      const tabs = [await ana.open({ push: true }), await ana.open(), await rui.open({ push: true })];
      const outside = await eva.open({ push: true });

      const answer = await bot.say('The lift is out of order');

      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ available: 1, state: 'available', reached: 2 });
      const { message_id } = answer.json as BotMessageAnswer;
      await eventually('all have it', () => tabs[0]!.pushed.length === 1 && tabs[2]!.pushed.length === 1);
      expect(tabs[0]!.pushed[0]).toMatchObject({
        id: message_id,
        sender: { kind: 'bot', id: bot.id, building: { id: torreNorte.id, name: torreNorte.name } },
        building: { id: torreNorte.id, name: torreNorte.name },
        recipients: [{ id: ana.id }],
        recipient_count: 2,
        message: 'The lift is out of order',
      });
      await tabs[1]!.heard.atLeast('new_message');
      expect((await tabs[1]!.receive()).map(({ id, message }) => [id, message])).toEqual([
        [bot.id, 'The lift is out of order'],
      ]);
      const report = PATHS.botMessage.replace(':id', message_id);
      await eventually('it is delivered', async () => {
        const { json } = await bot.get(report);
        return (json as { delivered: number }).delivered === 2;
      });
      await ana.postAs(PATHS.messagesSeen, { ids: [message_id] });
      expect((await bot.get(report)).json).toEqual({ id: message_id, reached: 2, delivered: 2, seen: 1 });
      expect(outside.pushed).toEqual([]);
      const log = await server.query('SELECT message, bot_id, b_id, u_id FROM log WHERE bot_id = ?', [
        bot.id,
      ]);
      expect(log).toEqual([
        { message: 'The lift is out of order', bot_id: bot.id, b_id: torreNorte.id, u_id: null },
      ]);
      for (const tab of [...tabs, outside]) tab.close();
    });

    it('is stored once under one key, and refused when the key is another message’s', async () => {
      const bot = await server.bot('careful', torreNorte.id);
      const key = { 'Idempotency-Key': 'notice-1' };

      const answers = await Promise.all([bot.say('once', key), bot.say('once', key), bot.say('once', key)]);
      const other = await bot.say('twice', key);

      const ids = answers.map(({ json }) => (json as BotMessageAnswer).message_id);
      expect(new Set(ids).size).toBe(1);
      expect(other.json).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
      expect(await server.query('SELECT id FROM message WHERE sender_id = ?', [bot.id])).toHaveLength(1);
    });

    it('names nobody to the bot, also in its history', async () => {
      const bot = await server.bot('discreet', torreNorte.id);
      const tab = await arrive(ana);
      await bot.say('hello');

      const { text, json } = await bot.get(PATHS.botMessages);

      expect(json).toMatchObject({ items: [{ message: 'hello', recipients: [], recipient_count: 1 }] });
      expect(text).not.toContain(ana.id);
      // Nor by asking after somebody: who was there to hear it is not the bot's to know.
      for (const filter of [
        `with=${ana.id}`,
        `with=${ana.id}&audience=several`,
        `with=${ana.id}&search=hello`,
      ])
        expect((await bot.get(`${PATHS.botMessages}?${filter}`)).json).toEqual({ items: [], next: null });
      tab.close();
    });

    it('leaves what was said between the two in a history with somebody who wrote to it', async () => {
      const bot = await server.bot('asked', torreNorte.id);
      const tab = await arrive(ana);
      await bot.say('anybody there?');
      await ana.send([bot.id], 'I am');
      await bot.answer([ana.id], 'good');

      const { json } = await bot.get(`${PATHS.botMessages}?with=${ana.id}`);

      expect(json).toMatchObject({ items: [{ message: 'good' }, { message: 'I am' }], next: null });
      expect((await ana.get(`${PATHS.messages}?with=${bot.id}`)).json).toMatchObject({
        items: [{ message: 'good' }, { message: 'I am' }, { message: 'anybody there?' }],
      });
      tab.close();
    });

    it('is said in its own name and building alone', async () => {
      const [bot, other] = [await server.bot('one', torreNorte.id), await server.bot('other', civil.id)];
      const inCivil = await eva.open({ push: true });

      const answers = [
        await bot.post(PATHS.sendBotMessage, { id: other.id, message: 'x' }), // another bot
        await bot.post(PATHS.sendBotMessage, { token: ana.token, message: 'x' }), // a user's token
        await ana.post(PATHS.sendBotMessage, { message: 'x' }), // a user
        await bot.post(PATHS.sendBotMessage, { token: undefined, message: 'x' }),
        await bot.get(PATHS.nearby), // a user's route
        await other.get(PATHS.botMessage.replace(':id', '1')), // another's message
      ];
      const elsewhere = await bot.post(PATHS.sendBotMessage, {
        b_id: civil.id,
        message: 'still Torre Norte',
      });

      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 401, 403, 404]);
      expect(elsewhere.json).toMatchObject({ reached: 0 });
      expect(inCivil.pushed).toEqual([]);
      inCivil.close();
    });

    it.each([
      ['nothing', { message: '' }],
      ['too much', { message: 'x'.repeat(LIMITS.maxMessageCharacters + 1) }],
      ['no text', { message: 7 }],
    ])('is refused when it is %s', async (_what, body) => {
      const bot = await server.bot(`bad-${String(_what).replace(' ', '-')}`, torreNorte.id);

      const answer = await bot.post(PATHS.sendBotMessage, body);

      expect(answer.json).toMatchObject({ status: 400, code: 'invalid_request' });
      expect(await server.query('SELECT id FROM message WHERE sender_id = ?', [bot.id])).toEqual([]);
    });
  });

  describe('what they are told', () => {
    it('are the answers of people whom they wrote to, pushed, once each, and they can answer back', async () => {
      const bot = await server.bot('echo', torreNorte.id);
      const line = await bot.open();
      const tab = await arrive(ana);
      await bot.say('Questions?');

      const asked = await ana.send([bot.id], 'When?');
      await eventually('it has the question', () => line.pushed.length === 1);
      const answer = await bot.answer([ana.id], 'At noon');

      expect(asked.status).toBe(200);
      expect(line.pushed[0]).toMatchObject({ sender: { kind: 'user', id: ana.id }, message: 'When?' });
      expect(answer.json).toMatchObject({ state: 'busy', reached: 1 });
      await eventually('she has the answer', () => tab.pushedTexts.includes('At noon'));
      const stranger = await bot.answer([eva.id], 'Hello?');
      expect(stranger.json).toMatchObject({
        status: 403,
        code: 'not_reachable',
        errors: [{ path: 'users' }],
      });
      for (const open of [line, tab]) open.close();
    });

    it('is how far their messages have come', async () => {
      const bot = await server.bot('reporter', torreNorte.id);
      const line = await bot.open();
      const tab = await arrive(rui);

      const { message_id } = (await bot.say('Read this')).json as BotMessageAnswer;
      await line.heard.atLeast('delivery_report');
      await rui.postAs(PATHS.messagesSeen, { ids: [message_id] });
      await line.heard.atLeast('delivery_report', 2);

      expect(line.heard.last('delivery_report')?.payload).toEqual([
        [{ id: message_id, reached: 1, delivered: 1, seen: 1 }],
      ]);
      for (const open of [line, tab]) open.close();
    });

    it('is what they missed, after the last message that they have', async () => {
      const bot = await server.bot('absent', torreNorte.id);
      const line = await bot.open();
      const tab = await arrive(ana);
      await bot.say('Write to me');
      await ana.send([bot.id], 'first');
      await eventually('it has the first', () => line.pushed.length === 1);
      line.close();
      await ana.send([bot.id], 'second');

      const back = await bot.open({ after: line.pushed[0]!.id });
      await eventually('it has the second', () => back.pushed.length === 1);

      expect(back.pushedTexts).toEqual(['second']);
      expect(back.answer).toMatchObject({
        resumed: false,
        reload: false,
        building: { id: torreNorte.id, name: torreNorte.name },
      });
      for (const open of [back, tab]) open.close();
    });
  });

  describe('their connection', () => {
    it('is one: a second is told that the bot is busy, until the first is gone', async () => {
      const bot = await server.bot('single', torreNorte.id);
      const first = await bot.open();

      const second = await bot.open().catch((error: Error) => error.message);
      first.close();
      await eventually(
        'it is free',
        async () => ((await bot.check()).json as { available: number }).available === 1,
      );
      const third = await bot.open();

      expect(second).toContain('bot_busy');
      third.close();
    });

    it('is resumed after a break, also with the token in the handshake', async () => {
      const bot = await server.bot('breaking', torreNorte.id);
      const line = await bot.open({}, { auth: { token: bot.token } });
      line.break();

      const back = await line.resume();

      expect(back.answer).toMatchObject({ resumed: true, session_id: line.sessionId });
      back.close();
    });

    it('needs the bot’s own token', async () => {
      const bot = await server.bot('own', torreNorte.id);
      const refusal = async (token: string) =>
        new Bot(server.url, bot.id, '').open({}, { auth: { token } }).catch((error: Error) => error.message);

      expect(await refusal('')).toContain('invalid_request'); // its own empty token in the payload
      expect(
        await Object.assign(new Bot(server.url, bot.id, ''), { token: ana.token })
          .open()
          .catch(String),
      ).toContain('forbidden');
      expect(
        await Object.assign(new Bot(server.url, bot.id, ''), { token: 'bot_made-up' })
          .open()
          .catch(String),
      ).toContain('unauthenticated');
    });

    it('is cut off at once when an admin takes the authorisation back, and so is everything else', async () => {
      const bot = await server.bot('loud', torreNorte.id);
      const tab = await arrive(ana);
      await bot.say('buy my pens');
      const line = await bot.open();

      await authorize(bot, false);

      await line.heard.atLeast('disconnect');
      expect(line.heard.last('exception')?.payload).toMatchObject([{ code: 'bot_not_authorized' }]);
      expect((await bot.say('and my books')).status).toBe(401);
      expect((await authenticate(bot.id, bot.secret)).json).toEqual({ auth: 0, state: 'unauthorized' });
      expect((await ana.send([bot.id], 'no, thanks')).json).toMatchObject({ code: 'not_reachable' });
      expect((await bot.check()).json).toEqual({ available: 0, state: 'unauthorized', auth: 0 });
      await authorize(bot, true);
      expect((await (await bot.authenticate()).say('sorry')).status).toBe(200);
      tab.close();
    });

    it('is cut off from what it is just saying too: nothing is stored once the admin is answered', async () => {
      const bot = await server.bot('talking', torreNorte.id);
      const messages = server.app.get(MessageStore, { strict: false });
      const append = messages.append.bind(messages);
      const order: string[] = [];
      let goOn: () => void = () => undefined;
      const saying = new Promise<void>((begun) =>
        jest.spyOn(messages, 'append').mockImplementationOnce(async (...message) => {
          begun();
          await new Promise<void>((resolve) => (goOn = resolve));
          const stored = await append(...message);
          order.push('stored');
          return stored;
        }),
      );
      const said = bot.say('one more thing');
      await saying;

      const cutOff = authorize(bot, false).then(() => order.push('answered'));
      for (let each = 0; each < 5; each++) await bot.check(); // time enough for an admin who would not wait
      goOn();
      await Promise.all([said, cutOff]);

      expect(order).toEqual(['stored', 'answered']);
    });

    it('ends with a new secret, and the old one is worth nothing', async () => {
      const bot = await server.bot('rotating', torreNorte.id);
      const line = await bot.open();
      const old = bot.secret;
      const rotate = (pass: string) =>
        request(server.url, 'POST', PATHS.rotateBotSecret, { body: { id: bot.id, pass } });

      const { pass } = (await rotate(old)).json as BotSecretAnswer;

      await line.heard.atLeast('disconnect');
      expect((await bot.say('with the old token')).status).toBe(401);
      expect((await rotate(old)).json).toMatchObject({ status: 401, code: 'unauthenticated' });
      expect((await authenticate(bot.id, old)).json).toEqual({ auth: 0 });
      bot.secret = pass;
      expect((await (await bot.authenticate()).say('with the new one')).status).toBe(200);
    });

    it('keeps its secret when a new one cannot take its place', async () => {
      const bot = await server.bot('unlucky', torreNorte.id);
      const body = { id: bot.id, pass: bot.secret };
      const tokens = server.app.get(SignInTokens, { strict: false });
      const revoking = jest.spyOn(tokens, 'revokeAll').mockRejectedValueOnce(unavailable('The database'));

      const refused = await request(server.url, 'POST', PATHS.rotateBotSecret, { body });

      revoking.mockRestore();
      expect(refused.status).toBe(503);
      expect((await authenticate(bot.id, bot.secret)).json).toMatchObject({ auth: 1 });
    });
  });

  it('are not people: no list has them, and no user can be reached as one', async () => {
    const bot = await server.bot('quiet', torreNorte.id);
    const line = await bot.open();
    const tab = await ana.open();

    const nearby = await ana.get(PATHS.nearby);
    const sent = await ana.send([bot.id], 'Hello?');

    expect(nearby.text).not.toContain(bot.id);
    expect(sent.json).toMatchObject({ code: 'not_reachable' }); // it never wrote to her
    const [row] = await server.query<{ online: number }>('SELECT online FROM bot WHERE id = ?', [bot.id]);
    expect(Number(row?.online)).toBe(1);
    for (const open of [line, tab]) open.close();
  });
});

describe('the limits of bots', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(SIZES[0]!, { environment: { RATE_LIMITS: 'on' } });
  });
  afterAll(() => server.stop());

  it('stop who guesses a secret a thousand times, and lock nobody else out', async () => {
    const bot = await server.bot('guessed', torreNorte.id);
    const guess = (pass: string) =>
      request(server.url, 'POST', PATHS.authenticateBot, { body: { id: bot.id, pass } });

    const answers = await Promise.all(Array.from({ length: 1000 }, (_, each) => guess(`guess ${each}`)));
    const rightOne = await guess(bot.secret);

    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(
      LIMITS.wrongSecretsPerMinute + 4,
    );
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(900);
    expect(rightOne.status).toBe(429); // from this address nothing is told any more, right or wrong
    expect(Number(rightOne.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await bot.say('its token is good all the while')).status).toBe(200);
  });

  it('hold the tokens of one bot, which an admin has to be able to end at once', async () => {
    const [bot, other] = [
      await server.bot('greedy', torreNorte.id),
      await server.bot('modest', torreNorte.id),
    ];
    const ask = ({ id, secret: pass }: Bot) =>
      request(server.url, 'POST', PATHS.authenticateBot, { body: { id, pass } });

    const answers = await Promise.all(Array.from({ length: 2 * LIMITS.botTokensPerMinute }, () => ask(bot)));

    const tokens = await server.query('SELECT digest FROM bot_sign_in WHERE bot_id = ?', [bot.id]);
    expect(tokens).toHaveLength(LIMITS.botTokensPerMinute);
    const refused = answers.filter(({ status }) => status === 429);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(other)).json).toMatchObject({ auth: 1 });
    await server.app.get(BotRegistry, { strict: false }).authorize(bot.id, false);
    expect(await server.query('SELECT digest FROM bot_sign_in WHERE bot_id = ?', [bot.id])).toEqual([]);
    expect((await bot.say('still here?')).status).toBe(401);
  });

  it('tell a bot with each message what is left to it', async () => {
    const bot = await server.bot('talkative', torreNorte.id);

    const answers: Awaited<ReturnType<Bot['say']>>[] = [];
    for (let each = 0; each <= LIMITS.botMessagesPerMinute; each++) answers.push(await bot.say(`${each}`));

    const [first, last] = [answers[0]!, answers.at(-1)!];
    expect(first.headers.get('ratelimit')).toMatch(`"bot-messages";r=${LIMITS.botMessagesPerMinute - 1};t=`);
    expect(first.headers.get('ratelimit-policy')).toBe(
      `"bot-messages";q=${LIMITS.botMessagesPerMinute};w=60`,
    );
    expect(last.json).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('hold registrations from one address', async () => {
    const answers: number[] = [];
    for (let each = 0; each <= LIMITS.registrationsPerHour; each++) {
      const body = { id: server.id(`many-${each}`), b_id: torreNorte.id };
      answers.push((await request(server.url, 'POST', PATHS.registerBot, { body })).status);
    }

    expect(answers.at(-1)).toBe(429);
  });
});
