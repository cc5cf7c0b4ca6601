import { Logger } from '@nestjs/common';
import { destination } from '@perto/geo';
import { CAMPUS } from '@perto/testkit';
import type { KnownBuilding } from '../buildings/building';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import type { BuildingEditor } from '../buildings/building-editor';
import type { BuildingStore } from '../buildings/typeorm-building-store';
import { unavailable } from '../platform/errors';
import { GivenRegistry } from '../presence/registry.fake';
import { UserTurns } from '../presence/user-turns';
import { BuildingFollower } from './building-follower';
import { LiveMap } from './live-map';
import { MovementTeller } from './movement-teller';
import { Placement } from './placement';
import type { PositionStore, PositionWrite } from './typeorm-position-store';

const GATE = CAMPUS.meadow;
const HOUSE: KnownBuilding = {
  ...{ id: 'house', name: 'House', centre: GATE, radiusMetres: 50, retiredAt: null },
};

describe('people under whom a building changes', () => {
  let written: PositionWrite[];
  let away: boolean;
  let map: LiveMap;
  let catalogue: BuildingCatalogue;
  let placement: Placement;
  let follower: BuildingFollower;
  /** Runs while the database writes. */
  let meanwhile: (() => void) | undefined;

  beforeAll(() => void Logger.overrideLogger(false)); // what fails here on purpose is logged
  beforeEach(async () => {
    written = [];
    away = false;
    meanwhile = undefined;
    map = new LiveMap();
    const { registry, clock } = await new GivenRegistry().start();
    catalogue = new BuildingCatalogue({} as BuildingStore);
    const positions = {
      write: (write: PositionWrite) => {
        if (away) return Promise.reject(unavailable('The database'));
        written.push(write);
        meanwhile?.();
        meanwhile = undefined;
        return Promise.resolve();
      },
    } as unknown as PositionStore;
    placement = new Placement(catalogue, map, positions, new MovementTeller(registry, clock), clock);
    follower = new BuildingFollower({} as BuildingEditor, map, placement, new UserTurns());
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
  });
  afterEach(() => {
    follower.beforeApplicationShutdown();
    jest.useRealTimers();
  });

  async function givenAt(user: string, north: number): Promise<void> {
    map.appear(user, user, 50);
    await placement.put(user, destination(GATE, north, 0), 7);
    written.length = 0;
  }
  function change(after: KnownBuilding): Promise<void> {
    const before = catalogue.get(after.id);
    catalogue.put(after);
    return follower.changed([{ before, after }]);
  }
  const buildingOf = (user: string) => map.get(user)?.reported?.building;

  it('are written and told anew, and nobody else is touched', async () => {
    await givenAt('ana', 0);
    await givenAt('eva', 60);

    await change(HOUSE);

    expect([buildingOf('ana')?.id, buildingOf('eva')]).toEqual(['house', undefined]);
    expect(written).toMatchObject([
      { user: 'ana', position: { buildingId: 'house', at: 7 }, line: { buildingId: 'house' } },
    ]);
  });

  it('are not written when their building is only called otherwise', async () => {
    await change(HOUSE);
    await givenAt('ana', 0);

    await change({ ...HOUSE, name: 'Home' });

    expect([buildingOf('ana')?.name, written]).toEqual(['Home', []]);
  });

  it('are placed as soon as the database takes it', async () => {
    await givenAt('ana', 0);
    away = true;

    await change(HOUSE);
    const before = buildingOf('ana');
    away = false;
    await jest.advanceTimersByTimeAsync(1500);

    expect([before, buildingOf('ana')?.id, written.length]).toEqual([undefined, 'house', 1]);
  });

  it('are placed by the newest buildings, also when those change while their position is written', async () => {
    meanwhile = () => catalogue.put(HOUSE);

    await placement.put('ana', GATE, 7);

    expect(buildingOf('ana')?.id).toBe('house');
    expect(written.map(({ position }) => position?.buildingId)).toEqual([null, 'house']);
  });
});
