import type { FastifyRequest } from 'fastify';
import { presentedBy } from './credentials';

interface Shown {
  body?: unknown;
  authorization?: string;
  cookie?: string;
}

const presented = ({ body, authorization, cookie }: Shown) =>
  presentedBy({
    body,
    headers: { authorization },
    cookies: cookie === undefined ? {} : { perto: cookie },
  } as unknown as FastifyRequest);

describe('the credentials that a request shows', () => {
  it('come in the order body, Bearer, cookie', () => {
    const shown = presented({
      body: { id: 'ana', token: 'body' },
      authorization: 'Bearer header',
      cookie: 'cookie',
    });

    expect(shown).toEqual([{ tokens: ['body', 'header', 'cookie'], cookieOnly: false, claimedId: 'ana' }]);
  });

  it.each<[string, Shown, unknown[], boolean]>([
    ['nothing', {}, [], true],
    ['a body', { body: { token: 'a' } }, ['a'], false],
    ['a Bearer', { authorization: 'Bearer a' }, ['a'], false],
    ['a bearer in small letters', { authorization: 'bearer   a  ' }, ['a'], false],
    ['a cookie', { cookie: 'a' }, ['a'], true],
    ['a cookie and a body without a token', { cookie: 'a', body: { id: 'ana' } }, ['a'], true],
    ['a cookie and a body that is null', { cookie: 'a', body: null }, ['a'], true],
    ['a cookie and an empty list', { cookie: 'a', body: [] }, ['a'], true],
    ['a token that is null', { body: { token: null } }, [null], false],
    ['a token that is an object', { body: { token: {} } }, [{}], false],
    ['another scheme, worthless but shown', { authorization: 'Basic a', cookie: 'b' }, ['', 'b'], false],
    ['a Bearer of two words, worthless but shown', { authorization: 'Bearer a b' }, [''], false],
    ['an empty Bearer, worthless but shown', { authorization: '' }, [''], false],
  ])('with %s', (_what, shown, tokens, cookieOnly) => {
    expect(presented(shown)).toMatchObject([{ tokens, cookieOnly }]);
  });

  it('are one set for each item of a list', () => {
    const shown = presented({
      body: [{ id: 'ana', token: 'a' }, { id: 'rui', token: 'b' }, { id: 'eva' }],
      cookie: 'c',
    });

    expect(shown).toEqual([
      { tokens: ['a', 'c'], cookieOnly: false, claimedId: 'ana' },
      { tokens: ['b', 'c'], cookieOnly: false, claimedId: 'rui' },
      { tokens: ['c'], cookieOnly: true, claimedId: 'eva' },
    ]);
  });

  it.each([[7], [null], [['ana']], [{}], [undefined]])('claim no id by %j', (id) => {
    expect(presented({ body: { id } })[0]?.claimedId).toBeUndefined();
  });

  it.each([['text'], [7], [[[1]]], [[null]]])('do not stumble over the body %j', (body) => {
    expect(presented({ body })).toEqual([{ tokens: [], cookieOnly: true, claimedId: undefined }]);
  });
});
