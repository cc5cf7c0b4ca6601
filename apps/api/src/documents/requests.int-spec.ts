import {
  ENDPOINTS,
  IDEMPOTENCY_KEY,
  type BotSecretAnswer,
  type EndpointName,
  type ErrorCode,
} from '@perto/contract';
import { ENDPOINT_ENTRIES } from '@perto/contract/documents';
import { Bot, Student, type Answer, type Tab } from '@perto/testkit';
import { registeredRoutes } from '../testing/registered-routes';
import { describeEachSize, TestServer } from '../testing/running-server';
import { DocumentedCalls, type Variation } from './testing/documented-calls';

const NAMES = Object.keys(ENDPOINTS) as EndpointName[];

/** What the server has beside its interface: the page, what watches it, and the made-up Fenix. */
const NO_INTERFACE = /^GET \/(signed-out|admin\*?|metrics)?$|^\w+ \/fenix-stand-in\*?$/;

const routeOf = (name: EndpointName) => `${ENDPOINTS[name].method} ${ENDPOINTS[name].path}`;

/** Those of the examples, live. */
interface Cast {
  ana: Student;
  rui: Student;
  eva: Student;
  bot: Bot;
  anasTab: Tab;
}

const unknown = { path: { id: '999999', b_id: 'nowhere', u_id: 'nobody' } };

/** The calls in their order, each with what is different from the example each time. */
const CALLS: Record<EndpointName, (cast: Cast) => Variation | Promise<Variation>> = {
  settings: () => ({}),
  live: () => ({}),
  ready: () => ({}),
  login: () => ({}),
  openApi: () => ({}),
  asyncApi: () => ({}),
  documentation: () => ({}),

  session: () => ({}),
  updateCoordinates: () => ({}),
  updateRange: () => ({}),
  showBuilding: () => ({}),
  showRange: () => ({}),
  nearby: () => ({}),
  buildings: () => ({}),
  occupancy: () => ({}),
  sendMessage: () => ({}),
  createMessage: () => ({ header: { [IDEMPOTENCY_KEY]: 'another' } }),
  messages: () => ({}),
  messagesSeen: () => ({}),
  receiveMessages: async ({ rui, anasTab }) => {
    await rui.send(['ana'], 'Olá!');
    await anasTab.heard.atLeast('new_message');
    return { body: { id: 'ana', socket_id: anasTab.socket.id } };
  },

  botBuildings: () => ({}),
  registerBot: () => ({}),
  checkBot: () => ({}),
  adminBots: () => ({}),
  authorizeBot: () => ({}),
  rotateBotSecret: ({ bot }) => ({ body: { id: bot.id, pass: bot.secret } }),
  authenticateBot: ({ bot }) => ({ body: { id: bot.id, pass: bot.secret } }),
  sendBotMessage: async ({ bot }) => ({ token: (await bot.authenticate()).token }),
  botMessages: async ({ ana, bot }) => {
    await ana.send([bot.id], 'Is there any left?');
    return { query: { limit: '20', with: 'ana' } };
  },
  botMessage: async ({ bot }) => {
    const { message_id } = (await bot.say('And for dessert, arroz doce.')).json as { message_id: string };
    return { path: { id: message_id } };
  },

  adminOverview: () => ({}),
  addBuilding: () => ({}),
  importBuildings: () => ({}),
  adminBuildings: () => ({}),
  adminUsers: () => ({}),
  adminUsersOnline: () => ({}),
  adminUsersInBuilding: () => ({}),
  adminUserLog: () => ({}),
  adminBuildingLog: () => ({}),
  adminActivity: () => ({}),
  adminActions: () => ({}),
  adminMessage: () => ({}),
  retireBuilding: () => ({}),
  signOut: () => ({}),
};

/** A file that names one building twice. */
const TWICE = {
  containedSpaces: ['One', 'Other'].map((name) => ({
    id: 'same',
    name,
    latitude: 38.7,
    longitude: -9.1,
    range: 40,
  })),
};

/** How the errors come about that not every request of a kind can have. */
const PROVOKED: [EndpointName, ErrorCode, Variation][] = [
  ['sendMessage', 'not_reachable', { header: {}, body: { id: 'ana', users: ['nobody'], message: 'x' } }],
  [
    'sendMessage',
    'idempotency_key_reused',
    { body: { id: 'ana', users: ['rui'], message: 'Something else' } },
  ],
  ['createMessage', 'not_reachable', { header: {}, body: { recipients: ['nobody'], message: 'x' } }],
  ['createMessage', 'idempotency_key_reused', { body: { recipients: ['rui'], message: 'Something else' } }],
  ['receiveMessages', 'session_not_found', {}],
  ['registerBot', 'id_taken', {}],
  ['rotateBotSecret', 'unauthenticated', {}],
  ['sendBotMessage', 'not_reachable', { header: {}, body: { users: ['nobody'], message: 'x' } }],
  ['sendBotMessage', 'idempotency_key_reused', { body: { message: 'Something else' } }],
  ['botMessage', 'not_found', unknown],
  ['retireBuilding', 'not_found', { body: { id: 'nowhere' } }],
  ['adminUsersInBuilding', 'not_found', unknown],
  ['adminUserLog', 'not_found', unknown],
  ['adminBuildingLog', 'not_found', unknown],
  ['importBuildings', 'import_refused', { body: { data: TWICE, apply: 'all' } }],
  ['adminMessage', 'not_found', { body: { b_id: 'nowhere', message: 'x' } }],
  ['authorizeBot', 'not_found', { body: { id: 'nobody', state: 1 } }],
];

describeEachSize('requests as the OpenAPI document has them', (size) => {
  let server: TestServer;
  let cast: Cast;
  let calls: DocumentedCalls;
  const answers = new Map<EndpointName, Answer>();

  beforeAll(async () => {
    server = await TestServer.start(size, { environment: { ADMIN_IDS: 'eva', RATE_LIMITS: 'on' } });
    const [ana, rui, eva] = await Promise.all(
      ['ana', 'rui', 'eva'].map((id) => Student.signIn(server.url, id)),
    );
    if (!ana || !rui || !eva) throw new Error('Nobody came');
    const bot = new Bot(server.url, 'canteen', '');
    calls = new DocumentedCalls(
      server.url,
      (access) => ({ user: ana.token, admin: eva.token, bot: bot.token, anybody: undefined })[access],
    );
    for (const student of [ana, rui]) await student.stand({ latitude: 38.73778, longitude: -9.13857 });
    cast = { ana, rui, eva, bot, anasTab: await ana.open() };
    await rui.open({ push: true });
    for (const name of Object.keys(CALLS) as EndpointName[]) {
      if (name === 'signOut') continue;
      answers.set(name, await calls.ask(name, await CALLS[name](cast)));
      if (name === 'registerBot' || name === 'rotateBotSecret')
        bot.secret = (answers.get(name)?.json as BotSecretAnswer).pass;
    }
  });
  afterAll(() => server.stop());

  it('are all that the server takes', () => {
    const documented = NAMES.map(routeOf);
    const served = registeredRoutes(server).filter((route) => !NO_INTERFACE.test(route));

    expect(served.filter((route) => !documented.includes(route))).toEqual([]);
    expect(documented.filter((route) => !served.includes(route))).toEqual([]);
  });

  it.each(NAMES.filter((name) => name !== 'signOut'))('are answered as it says: %s', (name) => {
    const answer = answers.get(name);

    expect(answer && calls.faultsOfSuccess(name, answer)).toEqual([]);
  });

  const files = NAMES.filter((name) => ENDPOINT_ENTRIES[name].answer.types?.includes('text/csv'));
  it.each(files)('are answered with a file where one is wanted: %s', async (name) => {
    const answer = await calls.ask(name, { query: { format: 'csv' } });

    expect(calls.faultsOfSuccess(name, answer)).toEqual([]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
  });

  it.each(PROVOKED)('are refused as it says: %s, %s', async (name, code, how) => {
    const answer = await calls.ask(name, how);

    expect(calls.faultsOfRefusal(name, answer, code)).toEqual([]);
  });

  const guarded = NAMES.filter((name) => ENDPOINTS[name].access !== 'anybody');
  it.each(guarded)('are refused to those who may not: %s', async (name) => {
    const { ana, bot } = cast;
    const wrong = ENDPOINTS[name].access === 'bot' ? ana.token : bot.token;

    const nobody = await calls.ask(name, { token: undefined });
    const another = await calls.ask(name, { token: wrong });
    const two = await calls.ask(name, { token: 'forged', header: { cookie: ana.cookie } });

    expect(calls.faultsOfRefusal(name, nobody, 'unauthenticated')).toEqual([]);
    expect(calls.faultsOfRefusal(name, another, 'forbidden')).toEqual([]);
    expect(calls.faultsOfRefusal(name, two, 'conflicting_credentials')).toEqual([]);
  });

  const written = NAMES.filter((name) => ENDPOINT_ENTRIES[name].body !== undefined);
  it.each(written)('are refused when their body is none: %s', async (name) => {
    const bodies: [unknown, Record<string, string>, ErrorCode][] = [
      ['{', {}, 'malformed_request'],
      ['{}', { 'content-type': 'text/plain' }, 'unsupported_media_type'],
      [
        JSON.stringify({ x: 'x'.repeat(name === 'importBuildings' ? 3_000_000 : 300_000) }),
        {},
        'payload_too_large',
      ],
      [{}, {}, 'invalid_request'],
    ];

    const faults: string[] = [];
    for (const [body, header, code] of bodies)
      faults.push(...calls.faultsOfRefusal(name, await calls.ask(name, { body, header }), code));

    expect(faults).toEqual([]);
  });

  it('are refused to a bot that nobody allows any more', async () => {
    await server.query('UPDATE bot SET authorized = ? WHERE id = ?', [false, cast.bot.id]);

    const answer = await calls.ask('sendBotMessage', { header: {} });
    await server.query('UPDATE bot SET authorized = ? WHERE id = ?', [true, cast.bot.id]);

    expect(calls.faultsOfRefusal('sendBotMessage', answer, 'bot_not_authorized')).toEqual([]);
  });

  it('have no error of their own that was not provoked here', () => {
    const provoked = [
      ...PROVOKED.map(([name, code]) => `${name} ${code}`),
      'sendBotMessage bot_not_authorized',
    ];
    const own = NAMES.flatMap((name) =>
      (ENDPOINT_ENTRIES[name].errors ?? []).map((code) => `${name} ${code}`),
    );

    expect(own.filter((error) => !provoked.includes(error))).toEqual([]);
  });

  it('are refused from another site with the cookie alone', async () => {
    const { cookie } = cast.ana;
    const changing = guarded.filter((name) => ENDPOINTS[name].method !== 'GET');

    const faults: string[] = [];
    for (const name of changing) {
      const answer = await calls.ask(name, {
        token: undefined,
        header: { cookie, origin: 'https://evil.example' },
      });
      faults.push(...calls.faultsOfRefusal(name, answer, 'foreign_origin'));
    }

    expect(faults).toEqual([]);
  });

  it('are not answered again to whoever has the document', async () => {
    const names = ['openApi', 'asyncApi', 'documentation'] as const;

    const again = await Promise.all(
      names.map((name) =>
        calls.ask(name, { header: { 'if-none-match': answers.get(name)?.headers.get('etag') ?? '' } }),
      ),
    );

    expect(again.map(({ status, text }) => [status, text])).toEqual(names.map(() => [304, '']));
  });

  it('end with signing out', async () => {
    const answer = await calls.ask('signOut');

    expect(calls.faultsOfSuccess('signOut', answer)).toEqual([]);
  });
});
