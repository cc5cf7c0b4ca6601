import { TestBed } from '@angular/core/testing';
import type { SessionAnswer } from '@perto/contract';
import { Api } from '../wire/api';
import { RequestFailed } from '../wire/request-failed';
import { Session } from './session';

const ana = { id: 'ana', name: 'Ana', token: 't', radious: 50, admin: false, expires_at: '' };

describe('Session', () => {
  let unauthenticated: () => void;
  const api = {
    session: jest.fn<Promise<SessionAnswer>, []>(),
    signOut: jest.fn<Promise<void>, []>(),
    actAs: jest.fn(),
    whenUnauthenticated: (listener: () => void) => (unauthenticated = listener),
  };

  async function givenSession(): Promise<Session> {
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: api }] });
    const session = TestBed.inject(Session);
    await session.load();
    return session;
  }

  beforeEach(() => {
    jest.clearAllMocks();
    api.session.mockResolvedValue(ana);
    api.signOut.mockResolvedValue();
  });

  it('is signed in as whoever the cookie names', async () => {
    const session = await givenSession();

    expect([session.state(), session.id()]).toEqual(['signed-in', 'ana']);
    expect(api.actAs).toHaveBeenCalledWith(ana);
  });

  it('takes a first visit for what it is, not for an ended session', async () => {
    api.session.mockRejectedValue(new RequestFailed(401));

    expect((await givenSession()).state()).toBe('signed-out');
  });

  it('says that the server is away instead of asking to sign in', async () => {
    api.session.mockRejectedValue(new RequestFailed(503));

    expect((await givenSession()).state()).toBe('unreachable');
  });

  it('ends when any request is answered 401', async () => {
    const session = await givenSession();

    unauthenticated();

    expect([session.state(), session.person()]).toEqual(['expired', null]);
  });

  it('stays signed in when the server could not be told of the leaving', async () => {
    const session = await givenSession();
    api.signOut.mockRejectedValue(new RequestFailed(0));

    await expect(session.signOut()).rejects.toMatchObject({ status: 0 });

    expect(session.state()).toBe('signed-in');
  });

  it('is over after signing out, also when it was over already', async () => {
    const session = await givenSession();
    api.signOut.mockRejectedValue(new RequestFailed(401));

    await session.signOut();

    expect(session.state()).toBe('signed-out');
  });
});
