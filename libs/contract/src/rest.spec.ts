import { LIMITS } from './limits';
import { PATHS } from './paths';
import {
  coordinatesBody,
  historyQuery,
  idempotencyKey,
  messagesSeenBody,
  newMessageBody,
  rangeBody,
  receiveMessagesBody,
  sendMessageBody,
  showBuildingBody,
  showRangeBody,
} from './rest';

interface Schema {
  safeParse(value: unknown): {
    success: boolean;
    error?: { issues: { path: PropertyKey[]; message: string }[] };
  };
}

const accepts = (schema: Schema, value: unknown): boolean => schema.safeParse(value).success;

/** Where a schema finds fault, and with what. */
const faultsOf = (schema: Schema, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);

const people = (count: number): string[] => Array.from({ length: count }, (_, index) => `u${index}`);

it('keeps the six paths of the original', () => {
  expect(Object.values(PATHS).slice(0, 6)).toEqual([
    '/API/user/update/coordinates',
    '/API/user/update/range',
    '/API/user/show/building',
    '/API/user/show/range',
    '/API/user/message/send',
    '/API/user/message/receive',
  ]);
});

describe('every body', () => {
  const bodies: [string, Schema, object][] = [
    ['update/coordinates', coordinatesBody, { latitude: 1, longitude: 2 }],
    ['update/range', rangeBody, { radious: 50 }],
    ['show/building', showBuildingBody, {}],
    ['show/range', showRangeBody, { latitude: 1, longitude: 2, radious: 3 }],
    ['message/send', sendMessageBody, { users: ['rui'], message: 'x' }],
    ['message/receive', receiveMessagesBody, { socket_id: 'x' }],
  ];
  it.each(bodies)('%s names the caller by text', (_, schema, body) => {
    const wrong = [undefined, null, 5, ['ana'], {}, ''];

    expect(accepts(schema, { ...body, id: 'ana' })).toBe(true);
    expect(wrong.filter((id) => accepts(schema, { ...body, id }))).toEqual([]);
  });

  it.each(bodies)('%s may hold what nobody knows', (_, schema, body) => {
    expect(accepts(schema, { ...body, id: 'ana', token: 'x', unknown: { deep: [1] } })).toBe(true);
  });

  it.each(bodies)('%s says where it is wrong when it is no object', (_, schema) => {
    const wrong = [null, undefined, 5, 'text', true, [null], [[]]];

    expect(wrong.filter((value) => faultsOf(schema, value).length === 0)).toEqual([]);
  });
});

describe('update/coordinates', () => {
  it('is a position and nothing else', () => {
    const body = { id: 'ana', token: 'secret', latitude: '38.7', longitude: -9.1, altitude: 100 };

    expect(coordinatesBody.parse(body)).toEqual({ latitude: 38.7, longitude: -9.1 });
  });

  it('names each value that is wrong', () => {
    expect(faultsOf(coordinatesBody, { id: 'ana', latitude: 91, longitude: '' })).toEqual([
      'latitude must be at most 90',
      'longitude must be a number',
    ]);
  });
});

describe('update/range', () => {
  it('is one object or a list of them, always read as a list', () => {
    const one = { id: 'ana', radious: '60', token: 't' };

    expect(rangeBody.parse(one)).toEqual([{ user: 'ana', radius: 60 }]);
    expect(rangeBody.parse([one, { ...one, id: 'rui' }])).toEqual([
      { user: 'ana', radius: 60 },
      { user: 'rui', radius: 60 },
    ]);
  });

  it('has at least one item and at most as many as a list may have', () => {
    const items = (count: number) => people(count).map((id) => ({ id, radious: 50 }));

    expect(accepts(rangeBody, items(LIMITS.maxBatch))).toBe(true);
    expect([items(0), items(LIMITS.maxBatch + 1)].filter((list) => accepts(rangeBody, list))).toEqual([]);
  });

  it('is wrong as a whole when one item is', () => {
    const list = [
      { id: 'ana', radious: 50 },
      { id: 'rui', radious: 5001 },
    ];

    expect(faultsOf(rangeBody, list)).toEqual(['1.radious must be at most 5000']);
  });
});

describe('show/building', () => {
  it('is one object or a list of exactly one', () => {
    const one = { id: 'ana' };

    expect([one, [one]].map((body) => accepts(showBuildingBody, body))).toEqual([true, true]);
    expect([[], [one, one]].map((body) => accepts(showBuildingBody, body))).toEqual([false, false]);
  });
});

describe('show/range', () => {
  it('is a centre and a radius', () => {
    const body = { id: 'ana', latitude: 1, longitude: '2', radious: '3' };

    expect(showRangeBody.parse(body)).toEqual({ centre: { latitude: 1, longitude: 2 }, radius: 3 });
  });
});

describe('the recipients of a message', () => {
  const recipientsOf = (users: unknown): string[] =>
    sendMessageBody.parse({ id: 'ana', users, message: 'x' }).recipients;
  const taken = (users: unknown): boolean => accepts(sendMessageBody, { id: 'ana', users, message: 'x' });

  it.each([[['rui', 'eva']], ['rui\neva\n'], ['rui\neva']])(
    'may be a list, or one text of lines: %j',
    (users) => {
      expect(recipientsOf(users)).toEqual(['rui', 'eva']);
    },
  );

  it('count once, and never the sender', () => {
    expect(recipientsOf(['rui', 'ana', 'rui', 'eva', 'ana'])).toEqual(['rui', 'eva']);
    expect(recipientsOf('ana\nrui\nrui\n')).toEqual(['rui']);
  });

  it('differ by the case of a letter', () => {
    expect(recipientsOf(['Ana', 'ANA'])).toEqual(['Ana', 'ANA']);
  });

  it.each([
    [[]],
    [''],
    ['\n'],
    ['rui\n\n'],
    ['\nrui'],
    ['rui\r\n'],
    ['rui,eva'],
    ['rui eva'],
    [['rui', '']],
    [['rui\n']],
  ])('may not be %j', (users) => {
    expect(taken(users)).toBe(false);
  });

  it('have to be somebody else', () => {
    expect(faultsOf(sendMessageBody, { id: 'ana', users: ['ana'], message: 'x' })).toEqual([
      'users must name somebody else',
    ]);
  });

  it('are as many as allowed without the repeats and the sender, and not one more', () => {
    const most = people(LIMITS.maxRecipients);

    expect(taken([...most, 'ana', 'ana', ...most])).toBe(true);
    expect(taken([...most, 'one-more'])).toBe(false);
    expect(taken(people(10_000))).toBe(false);
  });

  it('say which of them is no id', () => {
    expect(faultsOf(sendMessageBody, { id: 'ana', users: ['rui', 5], message: 'x' })).toEqual([
      'users.1 must be text',
    ]);
  });
});

describe('a new message', () => {
  const body = { recipients: ['rui', 'ana', 'rui'], message: 'x' };

  it('is a draft as that of message/send, and never to the sender, whether the body names them or not', () => {
    const draft = sendMessageBody.parse({ id: 'ana', users: body.recipients, message: 'x' });

    expect(newMessageBody('ana').parse(body)).toEqual(draft);
    expect(newMessageBody('ana').parse({ ...body, id: 'ana', token: 't', unknown: 1 })).toEqual(draft);
  });

  it('says which of its own members are wrong', () => {
    expect(faultsOf(newMessageBody('ana'), { recipients: ['ana'], message: 'x' })).toEqual([
      'recipients must name somebody else',
    ]);
    expect(faultsOf(newMessageBody('ana'), { id: 5, recipients: 'rui', message: ' ' })).toEqual([
      'id must be text',
      'message must not be empty',
    ]);
  });

  it('goes to as many as allowed without the sender, and not one more', () => {
    const most = people(LIMITS.maxRecipients);
    const taken = (recipients: string[]) => accepts(newMessageBody('ana'), { ...body, recipients });

    expect([taken([...most, 'ana']), taken([...most, 'rui'])]).toEqual([true, false]);
  });
});

describe('an idempotency key', () => {
  it.each(['x', '0f2c7a4e-9d31-4b0a-8f43-2a5d2a3f1c11', '~!"#$%&/()=?', 'x'.repeat(100)])(
    'may be %s',
    (key) => {
      expect(idempotencyKey.parse(key)).toBe(key);
    },
  );

  it.each(['', ' ', 'a b', 'a, b', '\t', 'olá', 'a\0', 'x'.repeat(101), 5, null, ['x']])(
    'may not be %j',
    (key) => {
      expect(accepts(idempotencyKey, key)).toBe(false);
    },
  );
});

describe('what was seen', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => String(index));

  it('is a list of message ids, not longer than allowed', () => {
    expect(messagesSeenBody.parse({ ids: ['1', '999999999999999'], token: 't' })).toEqual({
      ids: ['1', '999999999999999'],
    });
    expect(accepts(messagesSeenBody, { id: 'ana', ids: many(LIMITS.maxSeenBatch) })).toBe(true);
  });

  it.each([
    [undefined],
    [null],
    ['1'],
    [[]],
    [[1]],
    [['']],
    [['-1']],
    [['1.5']],
    [['1234567890123456']],
    [[['1']]],
    [many(LIMITS.maxSeenBatch + 1)],
  ])('is not %j', (ids) => {
    expect(accepts(messagesSeenBody, { ids })).toBe(false);
  });
});

describe('message/receive', () => {
  it('names a socket by some text', () => {
    const wrong = [undefined, null, 5, '', 'x'.repeat(101), ['x']];

    expect(receiveMessagesBody.parse({ id: 'ana', socket_id: 'x'.repeat(100) }).socketId).toHaveLength(100);
    expect(wrong.filter((socket_id) => accepts(receiveMessagesBody, { id: 'ana', socket_id }))).toEqual([]);
  });
});

describe('the query of the history', () => {
  it('is a page of the usual size from the newest on when nothing is said', () => {
    expect(historyQuery.parse({})).toEqual({ limit: LIMITS.defaultPageSize });
  });

  it('keeps `before` as text, because ids outgrow numbers', () => {
    expect(historyQuery.parse({ before: '999999999999999', limit: '100' })).toEqual({
      before: '999999999999999',
      limit: 100,
    });
  });

  it.each(['0', '101', '-1', '1.5', '1e1', '', ' 1', 'abc', ['1', '2'], 5])('has no limit of %j', (limit) => {
    expect(accepts(historyQuery, { limit })).toBe(false);
  });

  it('takes every filter at once, and searches for the text without the white space around it', () => {
    const query = { before: '9', with: 'rui', audience: 'several', search: ' Olá, Rui \n' };

    expect(historyQuery.parse(query)).toEqual({
      ...query,
      limit: LIMITS.defaultPageSize,
      search: 'Olá, Rui',
    });
  });

  it.each(['', ' rui', 'x'.repeat(51), 'olá', ['rui'], 5])('is with nobody called %j', (other) => {
    expect(accepts(historyQuery, { with: other })).toBe(false);
  });

  it.each(['', 'one', 'Several', ['several'], 2])('knows no audience of %j', (audience) => {
    expect(accepts(historyQuery, { audience })).toBe(false);
  });

  it('searches for 1 to 100 characters, as people count them', () => {
    const longest = '🙂'.repeat(LIMITS.maxSearchCharacters);

    expect(historyQuery.parse({ search: ` ${longest} ` }).search).toBe(longest);
    expect(
      ['', ' \t', `${longest}x`, ['x'], 5].filter((search) => accepts(historyQuery, { search })),
    ).toEqual([]);
  });

  it.each(['', '-1', '1.5', 'abc', '1'.repeat(16), ['1'], 5])(
    'begins before no message called %j',
    (before) => {
      expect(accepts(historyQuery, { before })).toBe(false);
    },
  );
});
