import { LIMITS, PATHS } from '@perto/contract';
import type { Attempt, Attempts, Cast, Expected } from './attempt';
import { json, NAMES_OF_JAVASCRIPT, NASTY_TEXTS, NO_NUMBERS, NO_TEXTS } from './bad-values';

type Members = Record<string, string>;

/** Routes that are newer than the seed: a header alone may say who calls. */
const MAY_LACK_ID: readonly string[] = [PATHS.messages, PATHS.messagesSeen];

/** The routes that take a body, with one that each takes. */
export function goodBodies({ ana, rui }: Cast): Record<string, Members> {
  const own: Members = { id: JSON.stringify(ana.id), token: JSON.stringify(ana.token) };
  const place = { latitude: '38.76', longitude: '"-9.2"' };
  return {
    [PATHS.updateCoordinates]: { ...own, ...place },
    [PATHS.updateRange]: { ...own, radious: '"50"' },
    [PATHS.showBuilding]: own,
    [PATHS.showRange]: { ...own, ...place, radious: '50' },
    [PATHS.sendMessage]: { ...own, users: JSON.stringify([rui.id]), message: '"hello"' },
    [PATHS.receiveMessages]: { ...own, socket_id: '"nobody knows it"' },
    [PATHS.messages]: { ...own, recipients: JSON.stringify([rui.id]), message: '"hello"' },
    [PATHS.messagesSeen]: { ...own, ids: '["999999999999999"]' },
  };
}

const OUT_OF_RANGE: Record<string, string[]> = {
  latitude: ['90.0000001', '"-90.1"', '1e300'],
  longitude: ['180.0000001', '"-181"', '9007199254740993'],
  radious: ['0', '0.999', '-1', '"5000.5"', '5001'],
};

/** Each number of each route, missing, wrong and out of range. */
export function badNumbers(cast: Cast): Attempts {
  const attempts: Attempts = {};
  for (const [path, members] of Object.entries(goodBodies(cast)))
    for (const [name, outside] of Object.entries(OUT_OF_RANGE)) {
      if (!(name in members)) continue;
      const attempt = (value: string | undefined): Attempt => ({
        path,
        body: json({ ...members, [name]: value }),
        expected: '400 invalid_request',
      });
      attempts[`${path} ${name}: missing`] = attempt(undefined);
      for (const value of outside) attempts[`${path} ${name}: ${value}`] = attempt(value);
      for (const [what, value] of Object.entries(NO_NUMBERS))
        attempts[`${path} ${name}: ${what}`] = attempt(value);
    }
  return attempts;
}

/** The `id` of each route: missing, no text, somebody else's, or like one's own without being it. */
export function badIds(cast: Cast): Attempts {
  const attempts: Attempts = {};
  const foreign: Record<string, string> = {
    'somebody else': cast.rui.id,
    nobody: 'nobody',
    'an empty text': '',
    'in capitals': cast.ana.id.toUpperCase(),
    'with a Cyrillic letter': cast.ana.id.replace('a', 'а'),
    'with a full-width letter': cast.ana.id.replace('a', 'ａ'),
    'with a blank after it': `${cast.ana.id} `,
    'with a newline after it': `${cast.ana.id}\n`,
    'with a zero-width joiner': `${cast.ana.id}\u200d`,
    ...Object.fromEntries(NAMES_OF_JAVASCRIPT.map((name) => [name, name])),
    ...NASTY_TEXTS,
  };
  for (const [path, members] of Object.entries(goodBodies(cast))) {
    const attempt = (id: string | undefined, expected: Expected): Attempt => ({
      path,
      body: json({ ...members, id }),
      expected,
    });
    if (!MAY_LACK_ID.includes(path))
      attempts[`${path} id: missing`] = attempt(undefined, '400 invalid_request');
    for (const [what, id] of Object.entries(NO_TEXTS))
      attempts[`${path} id: ${what}`] = attempt(id, '400 invalid_request');
    for (const [what, id] of Object.entries(foreign))
      attempts[`${path} id: ${what}`] = attempt(JSON.stringify(id), '403 forbidden');
  }
  return attempts;
}

/** Bodies that are JSON, but not the object or list that the route takes. */
export function badShapes(cast: Cast): Attempts {
  const attempts: Attempts = {};
  const headers = { authorization: `Bearer ${cast.ana.token}` };
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  for (const [path, members] of Object.entries(goodBodies(cast))) {
    const body = json(members);
    for (const text of ['null', '5', '"text"', 'true', '[]', '{}', '[null]', '[5]', '[[]]', '[{}]', deep])
      attempts[`${path} ${text.slice(0, 10)}`] = {
        path,
        headers,
        body: text,
        expected: '400 invalid_request',
      };
    const takesList = path === PATHS.updateRange || path === PATHS.showBuilding;
    if (!takesList)
      attempts[`${path} a list of one`] = { path, body: `[${body}]`, expected: '400 invalid_request' };
    if (path !== PATHS.updateRange)
      attempts[`${path} a list of two`] = {
        path,
        body: `[${body},${body}]`,
        expected: '400 invalid_request',
      };
    attempts[`${path} a list in a list`] = {
      path,
      headers,
      body: `[[${body}]]`,
      expected: '400 invalid_request',
    };
    for (const name of ['__proto__', 'constructor'])
      attempts[`${path} with ${name}`] = {
        path,
        body: body.replace(/}$/, `,"${name}":{"prototype":{"radious":1,"admin":true}}}`),
        expected: '400 malformed_request',
      };
  }
  const item = json(goodBodies(cast)[PATHS.updateRange] ?? {});
  attempts['more ranges than a list may have'] = {
    path: PATHS.updateRange,
    body: `[${Array(LIMITS.maxBatch + 1)
      .fill(item)
      .join(',')}]`,
    expected: '400 invalid_request',
  };
  return attempts;
}

/** Recipients, texts, keys, socket ids and what was seen. */
export function badMessages(cast: Cast): Attempts {
  return {
    ...badMessagesTo(PATHS.sendMessage, 'users', cast),
    ...badMessagesTo(PATHS.messages, 'recipients', cast),
    ...badSocketIds(cast),
    ...badSeen(cast),
  };
}

function badMessagesTo(path: string, field: 'users' | 'recipients', cast: Cast): Attempts {
  const { ana, rui } = cast;
  const send = (name: string, text: string | undefined, expected: Expected): Attempt => ({
    path,
    body: json({ ...goodBodies(cast)[path], [name]: text }),
    expected,
  });
  const many = Array.from({ length: 10_000 }, (_, index) => `u${index}`);
  const texts: Record<string, [string | undefined, Expected]> = {
    missing: [undefined, '400 invalid_request'],
    empty: ['""', '400 invalid_request'],
    'blanks only': ['" \\t\\n"', '400 invalid_request'],
    'a no-break space only': ['"\u00a0"', '400 invalid_request'],
    'too long by one': [JSON.stringify('x'.repeat(2001)), '400 invalid_request'],
    'too long by one astral character': [JSON.stringify('🙂'.repeat(2001)), '400 invalid_request'],
    'of 100 KB': [JSON.stringify('x'.repeat(100_000)), '400 invalid_request'],
    'with a NUL': ['"a\\u0000b"', '400 invalid_request'],
    'with a lone high surrogate': ['"a\\ud800b"', '400 invalid_request'],
    'with a lone low surrogate': ['"\\udc00"', '400 invalid_request'],
  };
  const lists: Record<string, [string | undefined, Expected]> = {
    missing: [undefined, '400 invalid_request'],
    null: ['null', '400 invalid_request'],
    'a number': ['5', '400 invalid_request'],
    'an object': [JSON.stringify({ 0: rui.id, length: 1 }), '400 invalid_request'],
    'an empty list': ['[]', '400 invalid_request'],
    'an empty text': ['""', '400 invalid_request'],
    'a newline': ['"\\n"', '400 invalid_request'],
    'an empty line': [JSON.stringify(`${rui.id}\n\n`), '400 invalid_request'],
    'lines ended as Windows does': [JSON.stringify(`${rui.id}\r\n`), '400 invalid_request'],
    'one who is no text': [JSON.stringify([rui.id, null]), '400 invalid_request'],
    'a list in a list': [JSON.stringify([[rui.id]]), '400 invalid_request'],
    'oneself alone': [JSON.stringify([ana.id, ana.id]), '400 invalid_request'],
    '1,001 people': [JSON.stringify(many.slice(0, 1001)), '400 invalid_request'],
    '10,000 people': [JSON.stringify(many), '400 invalid_request'],
    '10,000 people as text': [JSON.stringify(many.map((id) => `${id}\n`).join('')), '400 invalid_request'],
    '1,000 unknown people': [JSON.stringify(many.slice(0, 1000)), '403 not_reachable'],
    'somebody unknown beside somebody in reach': [JSON.stringify([rui.id, 'nobody']), '403 not_reachable'],
    'names of JavaScript': [JSON.stringify(NAMES_OF_JAVASCRIPT), '403 not_reachable'],
    'in capitals': [JSON.stringify([rui.id.toUpperCase()]), '403 not_reachable'],
    'with a Cyrillic letter': [JSON.stringify([rui.id.replace('u', 'у')]), '400 invalid_request'],
  };
  const attempts: Attempts = {};
  for (const [what, [text, expected]] of Object.entries(texts))
    attempts[`${path} a text ${what}`] = send('message', text, expected);
  for (const [what, text] of Object.entries(NO_TEXTS))
    attempts[`${path} a text that is ${what}`] = send('message', text, '400 invalid_request');
  for (const [what, [users, expected]] of Object.entries(lists))
    attempts[`${path} ${field}: ${what}`] = send(field, users, expected);
  for (const [what, text] of Object.entries(NASTY_TEXTS))
    attempts[`${path} ${field}: ${what}`] = send(field, JSON.stringify([text]), '400 invalid_request');
  for (const key of ['', ' ', 'a b', 'ol\u00e1', 'a\tb', 'x'.repeat(101), ['one', 'two']])
    attempts[`${path} with the key ${JSON.stringify(key).slice(0, 20)}`] = {
      path,
      headers: { 'idempotency-key': key },
      body: json(goodBodies(cast)[path] ?? {}),
      expected: '400 invalid_request',
    };
  return attempts;
}

function badSeen(cast: Cast): Attempts {
  const seen = (ids: string | undefined, expected: Expected = '400 invalid_request'): Attempt => ({
    path: PATHS.messagesSeen,
    body: json({ ...goodBodies(cast)[PATHS.messagesSeen], ids }),
    expected,
  });
  const many = Array.from({ length: LIMITS.maxSeenBatch + 1 }, (_, index) => String(index));
  const attempts: Attempts = {
    'seen: missing': seen(undefined),
    'seen: an empty list': seen('[]'),
    'seen: a text': seen('"1"'),
    'seen: more than may be at once': seen(JSON.stringify(many)),
    'seen: ids of nobody, and twice': seen('["0","999999999999999","0","007"]', '204'),
  };
  for (const [what, text] of Object.entries(NO_TEXTS)) attempts[`seen: ${what}`] = seen(`[${text}]`);
  for (const [what, text] of Object.entries(NASTY_TEXTS))
    attempts[`seen: ${what}`] = seen(JSON.stringify([text]));
  for (const id of ['-1', '1.5', '1e3', '0x1', ' 1', '1234567890123456', '١'])
    attempts[`seen: ${id}`] = seen(JSON.stringify([id]));
  return attempts;
}

function badSocketIds(cast: Cast): Attempts {
  const receive = (socketId: string | undefined, expected: Expected): Attempt => ({
    path: PATHS.receiveMessages,
    body: json({ ...goodBodies(cast)[PATHS.receiveMessages], socket_id: socketId }),
    expected,
  });
  const attempts: Attempts = {
    'a socket id: missing': receive(undefined, '400 invalid_request'),
    'a socket id: empty': receive('""', '400 invalid_request'),
    'a socket id: somebody else’s': receive(JSON.stringify(cast.rui.socketId), '404 session_not_found'),
  };
  for (const [what, text] of Object.entries(NO_TEXTS))
    attempts[`a socket id: ${what}`] = receive(text, '400 invalid_request');
  for (const name of NAMES_OF_JAVASCRIPT)
    attempts[`a socket id: ${name}`] = receive(JSON.stringify(name), '404 session_not_found');
  for (const [what, text] of Object.entries(NASTY_TEXTS))
    attempts[`a socket id: ${what}`] = receive(
      JSON.stringify(text),
      text.length > 100 ? '400 invalid_request' : '404 session_not_found',
    );
  return attempts;
}
