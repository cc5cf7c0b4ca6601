import { LIMITS, PATHS } from '@perto/contract';
import { bearer, type Attempt, type Attempts, type Cast, type Expected } from './attempt';
import { goodBodies } from './bad-bodies';
import { json } from './bad-values';

const BROKEN_JSON: Record<string, string> = {
  'cut off': '{"id":',
  'a comma too many': '{"id":"x",}',
  'single quotes': "{'id':'x'}",
  'NaN itself': '{"latitude":NaN}',
  'two documents': '{}{}',
  'a bare word': 'undefined',
  'a NUL': '\0',
  'a form': 'id=x&token=y',
  XML: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
};

const OTHER_TYPES = [
  'text/plain',
  'text/plain; charset=utf-8',
  'text/html',
  'text/json',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/jsonx',
  'nonsense',
  ';;;',
];

/** Bodies that are not JSON, too large, or said to be something else. */
export function badBodiesOnTheWire(cast: Cast): Attempts {
  const { ana, origin } = cast;
  const attempts: Attempts = {};
  for (const [path, members] of Object.entries(goodBodies(cast))) {
    const body = json(members);
    for (const [what, text] of Object.entries(BROKEN_JSON))
      attempts[`${path} ${what}`] = {
        path,
        headers: bearer(ana.token),
        body: text,
        expected: '400 malformed_request',
      };
    attempts[`${path} empty`] = { path, body: '', expected: '400 malformed_request' };
    attempts[`${path} packed`] = {
      path,
      headers: { ...bearer(ana.token), 'content-encoding': 'gzip' },
      body: Buffer.from([0x1f, 0x8b, 8, 0]),
      expected: '400 malformed_request',
    };
    for (const type of OTHER_TYPES)
      attempts[`${path} as ${type}`] = {
        path,
        headers: { 'content-type': type },
        body,
        expected: '415 unsupported_media_type',
      };
    attempts[`${path} too large`] = {
      path,
      body: body.replace(/}$/, `,"padding":"${'x'.repeat(LIMITS.maxBodyBytes)}"}`),
      expected: '413 payload_too_large',
    };
    const untyped = (headers: Record<string, string>, text: string, expected: Expected): Attempt => ({
      path,
      headers,
      body: text,
      untyped: true,
      expected,
    });
    const bare = json({ ...members, token: undefined });
    attempts[`${path} untyped, nobody`] = untyped({}, bare, '401 unauthenticated');
    attempts[`${path} untyped, the page’s own cookie`] = untyped(
      { cookie: ana.cookie, origin },
      bare,
      '415 unsupported_media_type',
    );
  }
  return attempts;
}

/** Paths, methods and queries that there are not. */
export function badAddresses({ ana }: Cast): Attempts {
  const attempts: Attempts = {};
  const get = (path: string, expected: Expected, method = 'GET'): Attempt => ({
    method,
    path,
    headers: bearer(ana.token),
    expected,
  });
  for (const path of Object.values(PATHS))
    for (const method of ['PUT', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])
      attempts[`${method} ${path}`] = get(path, '404 not_found', method);
  for (const path of [PATHS.updateCoordinates, PATHS.sendMessage, PATHS.receiveMessages, PATHS.messagesSeen])
    attempts[`GET ${path}`] = get(path, '404 not_found');
  const unknown = [
    '/API',
    '/API/',
    '/API/unknown',
    '/api/session',
    '/API/session/x',
    '/API/__proto__',
    '/API/user/update/coordinates/../range',
    '/API//session',
    `/API/${'x'.repeat(8000)}`,
    "/API/' OR 1=1",
  ];
  for (const path of unknown)
    attempts[`GET ${path.slice(0, 60)}`] = get(path.replaceAll(' ', '%20'), '404 not_found');
  for (const path of ['/API/%', '/API/%zz', '/API/%E0%A4%A', '/%'])
    attempts[`GET ${path}`] = get(path, '400 malformed_request');
  attempts['POST to nowhere'] = { path: '/API/nowhere', body: {}, expected: '404 not_found' };
  return { ...attempts, ...badQueries(get) };
}

function badQueries(get: (path: string, expected: Expected) => Attempt): Attempts {
  const refused = [
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1.5',
    'limit=1e1',
    'limit=abc',
    'limit=',
    'limit=%20',
    'limit=1&limit=2',
    `limit=${'9'.repeat(10_000)}`,
    'limit=%00',
    'before=abc',
    'before=',
    'before=-1',
    'before=1.5',
    'before=1234567890123456',
    'before=1&before=2',
    "before=1'%20OR%20'1'='1",
    'before=%E0%A4%A',
    'before=%ED%A0%80',
    'with=',
    'with=%20rui',
    'with=ol%C3%A1',
    `with=${'x'.repeat(51)}`,
    'with=a&with=b',
    "with=a'%20OR%20'1'='1",
    'audience=',
    'audience=one',
    'audience=SEVERAL',
    'audience=several&audience=several',
    'search=',
    'search=%20%09',
    `search=${'x'.repeat(101)}`,
    'search=a&search=b',
  ];
  const fine = [
    '',
    'before=0',
    'before=999999999999999',
    'limit=100',
    'with=nobody',
    'with=__proto__',
    'audience=several',
    'search=ola',
    'search=%00',
    'search=%25',
    'search=%CC%81',
    'search=%ED%A0%80',
    'search=(((((a%2B)%2B)%2B',
    `search=${'%F0%9F%99%82'.repeat(100)}`,
    'with=nobody&audience=several&search=x&before=9&limit=1',
    '__proto__=x&constructor=y',
    'limit[]=7',
    '&&&===',
    `unknown=${'x'.repeat(10_000)}`,
    Array(2000).fill('a=b').join('&'),
  ];
  const attempts: Attempts = {};
  for (const query of refused)
    attempts[`messages?${query.slice(0, 40)}`] = get(`${PATHS.messages}?${query}`, '400 invalid_request');
  for (const query of fine)
    attempts[`messages?${query.slice(0, 40)}`] = get(`${PATHS.messages}?${query}`, '200');
  return attempts;
}
