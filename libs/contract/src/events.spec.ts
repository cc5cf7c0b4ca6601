import { newBotPayload, newClientPayload } from './events';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

describe('new_client', () => {
  it.each([
    [{ ID: 'ana', token: 't' }],
    [{ id: 'ana', token: 't' }],
    [{ id: 'ana', ID: 'rui', token: 't' }], // both: the small one counts
    [{ ID: 'ana', token: 't', unknown: 1 }],
  ])('takes ID and id alike: %j', (payload) => {
    expect(newClientPayload.parse(payload)).toEqual({ id: 'ana', token: 't', push: false });
  });

  it('does not change what it was given', () => {
    const payload = Object.freeze({ ID: 'ana', token: 't' });

    newClientPayload.parse(payload);

    expect(payload).toEqual({ ID: 'ana', token: 't' });
  });

  const refused: unknown[] = [
    undefined,
    null,
    5,
    'ana',
    [],
    [{ ID: 'ana', token: 't' }],
    {},
    { ID: 'ana' },
    { token: 't' },
    { Id: 'ana', token: 't' },
    { ID: 5, token: 't' },
    { ID: 'a b', token: 't' },
    { ID: 'ana', token: '' },
    { ID: 'ana', token: 5 },
    { ID: 'ana', token: 'x'.repeat(513) },
    { id: undefined, ID: 'ana', token: 't' },
  ];
  it.each(refused.map((payload) => [payload]))('does not take %j', (payload) => {
    expect(accepts(newClientPayload, payload)).toBe(false);
  });

  it('cannot be made to pollute prototypes', () => {
    const payload = JSON.parse('{"__proto__":{"id":"rui","token":"u"},"ID":"ana","token":"t"}') as unknown;

    const introduction = newClientPayload.parse(payload);

    expect(introduction).toEqual({ id: 'ana', token: 't', push: false });
    expect(Object.getPrototypeOf(introduction)).toBe(Object.prototype);
  });
});

describe('new_bot', () => {
  it('may leave its token to the handshake', () => {
    expect(newBotPayload.parse({ ID: 'canteen' })).toEqual({ id: 'canteen' });
    expect(newBotPayload.parse({ id: 'canteen', token: 't' })).toEqual({ id: 'canteen', token: 't' });
  });

  it('has an id all the same', () => {
    expect(
      [{}, { token: 't' }, null, 'canteen'].filter((payload) => accepts(newBotPayload, payload)),
    ).toEqual([]);
  });
});
