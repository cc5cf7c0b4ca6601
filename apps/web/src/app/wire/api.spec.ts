import { TestBed } from '@angular/core/testing';
import { PATHS } from '@perto/contract';
import { Api } from './api';
import { RequestFailed, retryAfterSeconds } from './request-failed';

function answer(status: number, body?: unknown, headers: Record<string, string> = {}): Response {
  return {
    ok: status < 400,
    status,
    headers: { get: (name: string) => headers[name] ?? null },
    json: () => (body === undefined ? Promise.reject(new Error('no body')) : Promise.resolve(body)),
    text: () => Promise.resolve(String(body)),
  } as unknown as Response;
}

describe('Api', () => {
  const fetching = jest.fn<Promise<Response>, [string, RequestInit]>();
  let api: Api;

  beforeEach(() => {
    fetching.mockReset();
    globalThis.fetch = fetching as unknown as typeof fetch;
    AbortSignal.timeout ??= () => new AbortController().signal;
    api = TestBed.inject(Api);
    api.actAs({ id: 'ana', token: 'secret' });
  });

  const bodyOf = (call: number): unknown => JSON.parse(fetching.mock.calls[call]![1].body as string);

  it('sends the credential of the seed’s routes in the body', async () => {
    fetching.mockResolvedValue(answer(200, ''));

    await api.updateRange(80);

    expect(fetching.mock.calls[0]![0]).toBe(PATHS.updateRange);
    expect(bodyOf(0)).toEqual({ id: 'ana', token: 'secret', radious: 80 });
    expect(fetching.mock.calls[0]![1].headers).toEqual({ 'content-type': 'application/json' });
  });

  it('sends it as a Bearer token where there is no body', async () => {
    fetching.mockResolvedValue(answer(200, { people: [] }));

    await api.nearby();

    expect(fetching.mock.calls[0]![1].headers).toEqual({ authorization: 'Bearer secret' });
  });

  it('sends a message with its key, and answers what was stored', async () => {
    const stored = { id: '7', message: 'Olá' };
    fetching.mockResolvedValue(answer(201, stored));

    await expect(api.send(['rui'], 'Olá', 'key-1')).resolves.toEqual(stored);

    expect(fetching.mock.calls[0]![0]).toBe(PATHS.messages);
    expect(fetching.mock.calls[0]![1].headers).toEqual({
      'content-type': 'application/json',
      authorization: 'Bearer secret',
      'idempotency-key': 'key-1',
    });
    expect(bodyOf(0)).toEqual({ recipients: ['rui'], message: 'Olá' });
  });

  it('reads on while it must not send', async () => {
    fetching.mockResolvedValueOnce(answer(429, {}, { 'retry-after': '30' }));
    await expect(api.send(['rui'], 'Olá', 'key-1')).rejects.toMatchObject({ status: 429 });
    fetching.mockResolvedValue(answer(200, { items: [], next: null }));

    await expect(api.history()).resolves.toEqual({ items: [], next: null });
  });

  it('asks for the part of the history that is meant', async () => {
    fetching.mockResolvedValue(answer(200, { items: [], next: null }));

    await api.history();
    await api.history({ before: '7', with: 'rui', search: 'às 3 & 4' });

    expect(fetching.mock.calls.map(([path]) => path)).toEqual([
      PATHS.messages,
      `${PATHS.messages}?before=7&with=rui&search=%C3%A0s+3+%26+4`,
    ]);
  });

  it('tells whoever listens when the sign-in is over', async () => {
    const over = jest.fn();
    api.whenUnauthenticated(over);
    fetching.mockResolvedValue(answer(401, { code: 'unauthenticated' }));

    await expect(api.nearby()).rejects.toMatchObject({ status: 401 });

    expect(over).toHaveBeenCalledTimes(1);
  });

  it('leaves a route alone for as long as Retry-After says', async () => {
    fetching.mockResolvedValue(answer(429, { code: 'too_many_requests' }, { 'retry-after': '30' }));

    await expect(api.nearby()).rejects.toBeInstanceOf(RequestFailed);
    await expect(api.nearby()).rejects.toMatchObject({ status: 429, code: 'too_many_requests' });

    expect(fetching).toHaveBeenCalledTimes(1);
  });

  it('tells of the pause until it is over', async () => {
    jest.useFakeTimers();
    fetching.mockResolvedValue(answer(503, { code: 'unavailable' }, { 'retry-after': '7' }));

    await expect(api.nearby()).rejects.toMatchObject({ status: 503 });
    expect(api.pause()).toEqual({ status: 503, until: Date.now() + 7_000 });
    await jest.advanceTimersByTimeAsync(7_000);

    expect(api.pause()).toBeNull();
    jest.useRealTimers();
  });

  it('tells of no pause that another sign-in had', async () => {
    fetching.mockResolvedValue(answer(429, {}, { 'retry-after': '30' }));
    await expect(api.nearby()).rejects.toMatchObject({ status: 429 });

    api.actAs({ id: 'rui', token: 'other' });

    expect(api.pause()).toBeNull();
  });

  it('names a missing answer as such', async () => {
    fetching.mockRejectedValue(new TypeError('Failed to fetch'));

    await expect(api.nearby()).rejects.toMatchObject({ status: 0 });
  });
});

describe('Retry-After', () => {
  it('is read as seconds or as a date, and nothing else', () => {
    const now = Date.UTC(2026, 10, 22, 14, 0, 0);

    expect(retryAfterSeconds('7', now)).toBe(7);
    expect(retryAfterSeconds('Sun, 22 Nov 2026 14:00:09 GMT', now)).toBe(9);
    expect(retryAfterSeconds('soon', now)).toBeUndefined();
    expect(retryAfterSeconds(null, now)).toBeUndefined();
  });
});
