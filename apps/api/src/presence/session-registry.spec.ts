import { LIMITS } from '@perto/contract';
import { GivenRegistry } from './registry.fake';
import { SWEEP_MS } from './session-times';

/** All orders of some things. */
function ordersOf<Item>(items: Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, index) =>
    ordersOf([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [first, ...rest]),
  );
}

describe('the session registry', () => {
  let given: GivenRegistry;

  beforeEach(async () => {
    given = await new GivenRegistry().start();
  });

  it('counts right, in whatever order five tabs are closed, broken or left to themselves', async () => {
    const ways = ['leave', 'leave', 'break', 'break', 'silence'] as const;
    for (const [round, order] of ordersOf([0, 1, 2, 3, 4]).entries()) {
      const user = `user-${round}`;
      const signIn = given.signIn(user);
      const tabs: (Awaited<ReturnType<GivenRegistry['introduce']>> & { way: (typeof ways)[number] })[] = [];
      for (const way of ways) tabs.push({ way, ...(await given.introduce(signIn)) });
      const counts: number[] = [];
      given.told.length = 0;

      for (const [closed, index] of order.entries()) {
        const { session, connection, way } = tabs[index]!;
        const others = order.slice(closed + 1).map((other) => tabs[other]!.session);
        if (way === 'leave') await given.registry.leave(session, connection);
        else if (way === 'break') given.registry.break(session, connection);
        if (way === 'break') await given.pass(5000, others);
        // Heard by nobody for the ping time, then broken for the grace.
        if (way === 'silence') {
          for (let sweep = 0; sweep <= 14_000 / SWEEP_MS; sweep++) await given.pass(100, others);
          await given.pass(5000, others);
        }
        counts.push(given.count(user));
      }

      expect(counts).toEqual([4, 3, 2, 1, 0]);
      expect(given.told.filter((told) => told.includes('last'))).toHaveLength(1);
      await given.passResuming();
      expect(given.told.filter((told) => told.startsWith('ended'))).toHaveLength(5);
      expect(given.registry.counts('user')).toEqual({ online: 0, sessions: 0 });
    }
  });

  it('says nothing of a break that is mended in time, and the session stays the same', async () => {
    const signIn = given.signIn('ana');
    const { session, connection } = await given.introduce(signIn);

    given.registry.break(session, connection);
    given.databaseIsAway = true; // nothing is needed from it
    await given.pass(4900);
    const back = await given.introduce(signIn, { resume: session.id });

    expect(back.answer).toMatchObject({ session_id: session.id, resumed: true });
    expect(session.connection).toBe(back.connection);
    expect(given.told).toEqual(['arrived ana first']);
  });

  it('lets a session be resumed for two minutes after the break, and no longer', async () => {
    const signIn = given.signIn('ana');
    const { session, connection } = await given.introduce(signIn);
    given.registry.break(session, connection);

    await given.pass(119_000);
    const inTime = await given.introduce(signIn, { resume: session.id });
    given.registry.break(session, inTime.connection);
    await given.pass(120_000);
    const late = await given.introduce(signIn, { resume: session.id });

    expect(inTime.answer).toMatchObject({ session_id: session.id, resumed: true });
    expect(late.answer.resumed).toBe(false);
    expect(late.session.id).not.toBe(session.id);
    expect(given.told).toEqual([
      'arrived ana first',
      'departed ana last resumable',
      'arrived ana first',
      'departed ana last resumable',
      'ended ana',
      'arrived ana first',
    ]);
  });

  it.each([
    ['of another sign-in', (): object => ({}), 'laptop'],
    ['of the other kind', (): object => ({ push: true }), 'phone'],
    ['that it does not know', (): object => ({ resume: 'made-up' }), 'phone'],
  ])('opens a new session instead of resuming one %s', async (_, more, device) => {
    const { session, connection } = await given.introduce(given.signIn('ana'));
    given.registry.break(session, connection);

    const { answer } = await given.introduce(given.signIn('ana', device), { resume: session.id, ...more() });

    expect(answer.resumed).toBe(false);
    expect(answer.session_id).not.toBe(session.id);
  });

  it('lets nobody resume somebody else’s session', async () => {
    const { session } = await given.introduce(given.signIn('ana'));

    const { answer } = await given.introduce(given.signIn('rui'), { resume: session.id });

    expect(answer.resumed).toBe(false);
    expect(session.connection).toBeDefined();
  });

  it('drops the old connection of a session that is taken over, and what happens to it is no matter', async () => {
    const signIn = given.signIn('ana');
    const { session, connection: old } = await given.introduce(signIn);

    const { answer, connection } = await given.introduce(signIn, { resume: session.id });
    given.registry.break(session, old);
    await given.registry.leave(session, old);

    expect(answer).toMatchObject({ session_id: session.id, resumed: true });
    expect([old.dropped, connection.dropped]).toEqual([true, false]);
    expect(session.connection).toBe(connection);
    expect(given.count('ana')).toBe(1);
  });

  it('stays resumable when it could not be resumed', async () => {
    const signIn = given.signIn('ana');
    const { session, connection } = await given.introduce(signIn);
    given.registry.break(session, connection);
    await given.pass(60_000);

    given.databaseIsAway = true;
    const failed = given.introduce(signIn, { resume: session.id });
    await expect(failed).rejects.toThrow('away');
    const countsMeanwhile = given.count('ana');
    given.databaseIsAway = false;
    await given.pass(59_000);
    const { answer } = await given.introduce(signIn, { resume: session.id });

    expect(countsMeanwhile).toBe(0);
    expect(answer.resumed).toBe(true);
  });

  it('takes so many live sessions of one person, and makes room by those without a connection', async () => {
    const signIn = given.signIn('ana');
    const tabs = [];
    for (let tab = 0; tab < LIMITS.sessionsPerUser; tab++) tabs.push(await given.introduce(signIn));

    await expect(given.introduce(signIn)).rejects.toMatchObject({ code: 'too_many_requests' });
    given.registry.break(tabs[7]!.session, tabs[7]!.connection);
    const instead = await given.introduce(signIn);
    const late = await given.introduce(given.signIn('rui'));

    expect(instead.answer.resumed).toBe(false);
    expect(given.count('ana')).toBe(LIMITS.sessionsPerUser);
    expect(given.told.filter((told) => told.includes('ended'))).toEqual(['ended ana']);
    expect(late.answer.resumed).toBe(false);
  });

  it('keeps nothing of somebody who comes and breaks ten times a second, and nobody hears of it', async () => {
    const signIn = given.signIn('ana');
    for (let times = 0; times < 400; times++) {
      const { session, connection } = await given.introduce(signIn);
      given.registry.break(session, connection);
      given.clock.forward(100);
      given.registry.sweep();
      await given.settled();
    }
    const arrivals = given.told.filter((told) => /first|last/.test(told));
    const atOnce = given.count('ana');

    await given.pass(125_000);

    expect(arrivals).toEqual(['arrived ana first']);
    expect(atOnce).toBeLessThanOrEqual(LIMITS.sessionsPerUser);
    expect(given.told.filter((told) => told === 'ended ana')).toHaveLength(400);
    expect([given.count('ana'), given.registry.isResumable('ana')]).toEqual([0, false]);
  });

  it.each(['signs out', 'expires'])(
    'ends connected, broken and departed sessions when a sign-in %s',
    async (how) => {
      const signIn = given.signIn('ana', 'phone', 60_000);
      const other = await given.introduce(given.signIn('ana', 'laptop'));
      const departed = await given.introduce(signIn);
      given.registry.break(departed.session, departed.connection);
      await given.pass(10_000, [other.session]);
      const broken = await given.introduce(signIn);
      given.registry.break(broken.session, broken.connection);
      const connected = await given.introduce(signIn);
      given.told.length = 0;

      if (how === 'signs out') given.revoked.next({ signIn: signIn, why: 'signed-out' });
      else given.clock.forward(50_000);
      given.registry.hear(other.session, other.connection);
      given.registry.sweep();
      await given.settled();

      expect(given.told.filter((told) => told === 'ended ana')).toHaveLength(3);
      expect(connected.connection.farewell).toMatch(/signed out|ended/);
      expect([...given.registry.of('ana')]).toEqual([other.session]);
      expect(given.registry.isResumable('ana')).toBe(false);
    },
  );

  it('drops a connection that is not heard within the ping time, and keeps one that is', async () => {
    const silent = await given.introduce(given.signIn('ana'));
    const alive = await given.introduce(given.signIn('rui'));

    for (let sweep = 0; sweep <= 14_000 / SWEEP_MS; sweep++) {
      given.registry.hear(alive.session, alive.connection);
      given.registry.sweep();
    }

    expect([silent.connection.dropped, alive.connection.dropped]).toEqual([true, false]);
    expect([silent.session.connection, alive.session.connection]).toEqual([undefined, alive.connection]);
  });

  it('blames nobody for the time that the process itself stood still', async () => {
    const alive = await given.introduce(given.signIn('ana'));
    const broken = await given.introduce(given.signIn('rui'));
    given.registry.sweep();
    given.registry.break(broken.session, broken.connection);
    const before = performance.now();
    const stopped = jest.spyOn(performance, 'now').mockImplementation(() => before + 30_000);

    given.clock.forward(30_000);
    given.registry.sweep();
    await given.settled();
    stopped.mockRestore();
    const counts = [given.count('ana'), given.count('rui')];
    await given.pass(6000, [alive.session]);

    expect(counts).toEqual([1, 1]);
    expect(alive.connection.dropped).toBe(false);
    expect([given.count('ana'), given.count('rui')]).toEqual([1, 0]);
  });

  it('does not wait longer because the clock was put back', async () => {
    const { session, connection } = await given.introduce(given.signIn('ana'));
    given.registry.break(session, connection);
    given.registry.sweep();

    given.clock.forward(-3_600_000);
    await given.pass(6000);

    expect(given.count('ana')).toBe(0);
  });

  it('takes nobody any more once it is stopped, and asks nobody to leave', async () => {
    const { session, connection } = await given.introduce(given.signIn('ana'));
    await given.registry.stop();

    given.registry.break(session, connection);
    await given.registry.leave(session, connection);
    await expect(given.introduce(given.signIn('rui'))).rejects.toMatchObject({ code: 'unavailable' });

    expect(given.told).toEqual(['arrived ana first']);
  });

  describe('of a bot', () => {
    it('has one session: a second is refused while the first is connected', async () => {
      const first = await given.introduce(given.botSignIn('guide'), { push: true });

      await expect(given.introduce(given.botSignIn('guide', 'elsewhere'))).rejects.toMatchObject({
        code: 'bot_busy',
      });
      expect(first.connection.dropped).toBe(false);
    });

    it('lets another one in as soon as the connection is broken, and takes the broken one out', async () => {
      const first = await given.introduce(given.botSignIn('guide'), { push: true });
      given.registry.break(first.session, first.connection);

      const second = await given.introduce(given.botSignIn('guide', 'elsewhere'), { push: true });

      expect(second.answer.resumed).toBe(false);
      expect([...given.registry.of('guide')]).toEqual([second.session]);
    });

    it('ends for those who opened its session when another one refuses it', async () => {
      const opened = { opening: jest.fn(async () => undefined), arrived: jest.fn(), ended: jest.fn() };
      const refusing = { opening: () => Promise.reject(new Error('not authorised')), ended: jest.fn() };
      const later = { opening: jest.fn(async () => undefined), ended: jest.fn() };
      for (const observer of [opened, refusing, later]) given.registry.observe(observer, ['bot']);

      await expect(given.introduce(given.botSignIn('menu'))).rejects.toThrow('not authorised');

      expect(opened.ended).toHaveBeenCalledTimes(1);
      for (const never of [opened.arrived, refusing.ended, later.opening, later.ended])
        expect(never).not.toHaveBeenCalled();
    });

    it('tells nothing to those who observe people', async () => {
      const { session, connection } = await given.introduce(given.botSignIn('guide'), { push: true });
      await given.registry.leave(session, connection);

      expect(given.told).toEqual([]);
    });

    it.each([
      ['disallowed', 'authorisation back'],
      ['new-secret', 'new secret'],
    ] as const)('ends when it is %s, and says why', async (why, said) => {
      const signIn = given.botSignIn('guide');
      const { connection } = await given.introduce(signIn, { push: true });

      given.revoked.next({ signIn, why });
      await given.settled();

      expect(connection.farewell).toContain(said);
      expect(given.registry.isOnline('guide')).toBe(false);
    });

    it('is counted apart from people', async () => {
      await given.introduce(given.botSignIn('guide'), { push: true });
      await given.introduce(given.signIn('ana'));

      expect(given.registry.tally()).toMatchObject({ usersOnline: 1, botsOnline: 1, live: 2 });
      expect(given.registry.counts('bot')).toEqual({ online: 1, sessions: 1 });
      expect([given.registry.online('user'), given.registry.online('bot')]).toEqual([['ana'], ['guide']]);
    });
  });
});
