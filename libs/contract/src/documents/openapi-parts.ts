import { LIMITS } from '../limits';

/** What a reader has to know before any endpoint. */
export const INTRODUCTION = `People on a campus see who is around them and write to each other; programs (bots) speak to whoever is in a building. Socket.IO events, by which clients are told of movements and messages, are in \`/API/asyncapi.json\`.

**Who is asking.** A token is shown as \`token\` in the JSON body, as \`Authorization: Bearer TOKEN\`, or by the cookie \`perto\`. Tokens that are not all good and of one holder are refused; an \`id\` in the body has to be that of the token. The cookie alone counts for anything but GET only from the server’s own page. People get their token at \`GET /API/session\` after \`/login\`, bots at \`POST /API/bot/auth\`.

**Bodies** are JSON of at most ${LIMITS.maxBodyBytes / 1024} KB (an import: ${LIMITS.maxImportBytes / 1024 / 1024} MB). Unknown fields are ignored. Answers get further fields in time: ignore those that you do not know.

**Errors** are problem documents (RFC 9457). \`code\` is stable. Final ones stay what they are until something is done about it; the others pass.

**Limits.** ${LIMITS.requestsPerMinute} requests a minute and holder, ${LIMITS.messagesPerMinute} messages a minute of a user, ${LIMITS.botMessagesPerMinute} of a bot. \`RateLimit\` says what is left, \`Retry-After\` when to come back.`;

export const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'A user’s token from `GET /API/session`, or a bot’s from `POST /API/bot/auth`.',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'perto',
    description:
      'Of a browser that signed in. Alone it counts for anything but GET only from the server’s own page.',
  },
};

const text = { type: 'string' };

export const HEADERS = {
  Location: { description: 'Where to go.', schema: { type: 'string', format: 'uri-reference' } },
  'Set-Cookie': { description: 'The cookie `perto`: set, or cleared.', schema: text },
  ETag: { description: 'Changes with the content; shown again in `If-None-Match`.', schema: text },
  'Retry-After': {
    description: 'Seconds after which trying again makes sense.',
    schema: { type: 'integer', minimum: 1 },
  },
  RateLimit: {
    description:
      'Which limit, how many are left (`r`), and after how many seconds it is whole again (`t`). Absent where limits are off.',
    schema: text,
    example: '"messages";r=119;t=60',
  },
  'RateLimit-Policy': {
    description: 'Which limit, how many (`q`) in how many seconds (`w`).',
    schema: text,
    example: `"messages";q=${LIMITS.messagesPerMinute};w=60`,
  },
};
