import { Logger } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import type { UserStore } from '../auth/typeorm-user-store';
import type { BuildingCatalogue } from '../buildings/building-catalogue';
import { unavailable } from '../platform/errors';
import { GivenRegistry } from '../presence/registry.fake';
import { UserTurns } from '../presence/user-turns';
import { LiveMap } from './live-map';
import { LocationReporter } from './location-reporter';
import { MovementTeller } from './movement-teller';
import { Placement } from './placement';
import type { PresenceLines } from './presence-lines';
import { SessionFollower } from './session-follower';
import type { PositionStore, PositionWrite } from './typeorm-position-store';
import { UnattendedPositions } from './unattended-positions';

const GATE = { latitude: 38.7, longitude: -9.1 };
const A_MINUTE = LIMITS.pendingPositionSeconds * 1000;

describe('what the database keeps of a position', () => {
  let given: GivenRegistry;
  let map: LiveMap;
  /** Whose position stands in the database. */
  let stored: Set<string>;
  /** What the database does with what it is told. */
  let database: 'there' | 'away' | 'hung, and does it later';
  let reporter: LocationReporter;
  let unattended: UnattendedPositions;

  beforeAll(() => void Logger.overrideLogger(false)); // what fails here on purpose is logged
  beforeEach(async () => {
    given = await new GivenRegistry().start();
    map = new LiveMap();
    stored = new Set();
    database = 'there';
    const { registry, clock } = given;
    const turns = new UserTurns();
    const positions = { write: (write: PositionWrite) => store(write) } as unknown as PositionStore;
    const buildings = { holding: () => undefined } as unknown as BuildingCatalogue;
    const users = { find: () => Promise.resolve(undefined) } as unknown as UserStore;
    const lines = { add: () => Promise.resolve(), addLater: () => undefined } as unknown as PresenceLines;
    const teller = new MovementTeller(registry, clock);
    unattended = new UnattendedPositions(map, positions, buildings, registry, turns, clock);
    const placement = new Placement(buildings, map, positions, teller, clock);
    reporter = new LocationReporter(map, placement, unattended, turns, clock);
    new SessionFollower(registry, users, map, placement, teller, unattended, lines, clock).onModuleInit();
  });

  function store({ user, position }: PositionWrite): Promise<void> {
    if (database !== 'away') {
      if (position) stored.add(user);
      else stored.delete(user);
    }
    return database === 'there' ? Promise.resolve() : Promise.reject(unavailable('The database'));
  }

  const come = () => given.introduce(given.signIn('ana'));

  async function passMinute(): Promise<void> {
    given.clock.forward(A_MINUTE);
    await unattended.sweep();
  }

  it('is erased in the end although its user came back before the database did', async () => {
    const { session, connection } = await come();
    await reporter.report('ana', GATE);
    database = 'away';
    await given.registry.leave(session, connection);
    database = 'there';

    await come();
    await passMinute();

    expect(stored).toEqual(new Set());
    expect(map.get('ana')?.online).toBe(true);
  });

  it('is not erased while its user has it', async () => {
    await come();
    await reporter.report('ana', GATE);
    unattended.add('ana', given.clock.now());

    await passMinute();

    expect(stored).toEqual(new Set(['ana']));
    expect(map.get('ana')?.reported?.at).toEqual(GATE);
  });

  it('is erased when the database took a refused report after all, and the user breaks away', async () => {
    const { session, connection } = await come();
    database = 'hung, and does it later';
    await expect(reporter.report('ana', GATE)).rejects.toThrow();
    database = 'there';

    given.registry.break(session, connection);
    await given.passGrace();
    await passMinute();

    expect(stored).toEqual(new Set());
  });

  it('is erased when the database took a refused report after all, and the user never came', async () => {
    database = 'hung, and does it later';
    await expect(reporter.report('ana', GATE)).rejects.toThrow();
    database = 'there';

    await passMinute();

    expect(stored).toEqual(new Set());
  });
});
