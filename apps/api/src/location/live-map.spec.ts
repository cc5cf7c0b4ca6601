import type { Coordinates } from '@perto/contract';
import { destination, distanceMetres } from '@perto/geo';
import { CAMPUS } from '@perto/testkit';
import fc from 'fast-check';
import type { Building } from '../buildings/building';
import { LiveMap, type Ripple } from './live-map';
import type { Standing } from './place';

/** Two buildings that overlap, and ground around them: everything within a few steps of everything else. */
const BUILDINGS: Building[] = [0, 50].map((east, index) => ({
  id: `building-${index}`,
  name: `Building ${index}`,
  centre: destination(CAMPUS.torreNorte, 0, east),
  radiusMetres: 40,
}));
const USERS = ['ana', 'rui', 'eva', 'tom', 'zoe', 'leo'];

interface Person {
  online: boolean;
  radius: number;
  standing: Standing | undefined;
}

/** The same rules, said plainly and slowly: who is in whose two lists. */
class PlainCampus {
  readonly people = new Map<string, Person>(
    USERS.map((user) => [user, { online: false, radius: 0, standing: undefined }]),
  );

  lists(viewer: string): { inRange: string[]; inBuilding: string[] } {
    const { online, standing, radius } = this.person(viewer);
    if (!online || !standing) return { inRange: [], inBuilding: [] };
    const others = USERS.filter((user) => user !== viewer && this.shown(user));
    return {
      inRange: others.filter((user) => distanceMetres(standing.at, this.shown(user)!.at) <= radius),
      inBuilding: others.filter(
        (user) => standing.building && this.shown(user)!.building?.id === standing.building.id,
      ),
    };
  }

  allLists(): Map<string, string> {
    return new Map(USERS.map((user) => [user, JSON.stringify(this.lists(user))]));
  }

  person(user: string): Person {
    return this.people.get(user)!;
  }

  private shown(user: string): Standing | undefined {
    const { online, standing } = this.person(user);
    return online ? standing : undefined;
  }
}

function standingAt(at: Coordinates): Standing {
  const holding = BUILDINGS.map((building) => ({ building, metres: distanceMetres(building.centre, at) }))
    .filter(({ building, metres }) => metres <= building.radiusMetres)
    .sort((one, other) => one.metres - other.metres);
  return { at, building: holding[0]?.building, since: 0 };
}

/** Does the same to both; answers what the map says of it. */
function act(map: LiveMap, plain: PlainCampus, user: string, { kind, value, east }: Action): Ripple {
  const person = plain.person(user);
  switch (kind) {
    case 'stand':
      person.standing = standingAt(destination(CAMPUS.torreNorte, value, east));
      return map.stand(user, person.standing);
    case 'appear':
      Object.assign(person, { online: true, radius: Math.abs(value) });
      return map.appear(user, user, Math.abs(value));
    case 'look':
      if (person.online) person.radius = Math.abs(value);
      return map.look(user, Math.abs(value));
    case 'leave':
      Object.assign(person, { online: false, standing: undefined });
      return map.leave(user);
  }
}

interface Action {
  kind: 'stand' | 'appear' | 'look' | 'leave';
  value: number;
  east: number;
}

const actions = fc.array(
  fc.tuple(
    fc.constantFrom(...USERS),
    fc.record({
      kind: fc.constantFrom('stand', 'stand', 'stand', 'appear', 'appear', 'look', 'leave'),
      value: fc.integer({ min: -90, max: 90 }),
      east: fc.integer({ min: -90, max: 120 }),
    }) as fc.Arbitrary<Action>,
  ),
  { minLength: 1, maxLength: 60 },
);

describe('the live map', () => {
  it('says exactly whose lists change and who saw somebody move, whatever happens', () => {
    fc.assert(
      fc.property(actions, (steps) => {
        const map = new LiveMap();
        const plain = new PlainCampus();
        for (const [user, action] of steps) {
          const before = plain.allLists();
          const from = plain.person(user).online ? plain.person(user).standing?.at : undefined;
          const ripple = act(map, plain, user, action);
          const after = plain.allLists();

          const changed = USERS.filter((other) => before.get(other) !== after.get(other));
          // Whoever went offline has no session left to be told.
          const told = changed.filter((other) => other !== user || plain.person(user).online);
          expect([...ripple.listsChanged].sort()).toEqual(told.sort());

          const to = plain.person(user).standing?.at;
          const stepped =
            plain.person(user).online &&
            from &&
            to &&
            (from.latitude !== to.latitude || from.longitude !== to.longitude);
          const viewers = USERS.filter((viewer) => {
            const { inRange, inBuilding } = plain.lists(viewer);
            return stepped && !changed.includes(viewer) && [...inRange, ...inBuilding].includes(user);
          });
          expect([...(ripple.moved?.viewers ?? [])].sort()).toEqual(viewers.sort());
        }
      }),
      { numRuns: 400 },
    );
  });

  it('forgets whoever left', () => {
    const map = new LiveMap();
    map.stand('ana', standingAt(CAMPUS.torreNorte));
    map.appear('ana', 'Ana', 50);

    map.leave('ana');

    expect(map.get('ana')).toBeUndefined();
    expect(map.within(CAMPUS.torreNorte, 5000)).toEqual([]);
    expect(map.peopleIn('building-0').size).toBe(0);
  });
});
