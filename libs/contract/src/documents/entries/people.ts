import { entries, nothing, ok } from '../entry';
import { AT_TORRE_NORTE, NOW, TORRE_NORTE } from '../samples';

/** Positions, ranges, and who is near. */
export const PEOPLE = entries({
  updateCoordinates: {
    tag: 'Where people are',
    summary: 'Report one’s position',
    description:
      'Answers the name of the building one is in, or `Out of IST registered facilities`. The position is stored before the answer comes; it counts until the user’s last session ends, and for 60 seconds without a session.',
    body: 'CoordinatesBody',
    answer: { description: 'Where that is.', types: ['text/plain'] },
    example: { body: { id: 'ana', ...AT_TORRE_NORTE }, answer: TORRE_NORTE.name },
  },
  updateRange: {
    tag: 'Where people are',
    summary: 'Set one’s range',
    description:
      'One range or a list of 1 to 1000, of different users, each with its own `token` then. All are checked first; all are applied, or none.',
    body: 'RangeBody',
    answer: nothing('They are set.'),
    example: { body: { id: 'ana', radious: 120 } },
  },
  showBuilding: {
    tag: 'Where people are',
    summary: 'Who is in one’s building',
    description: 'Users online there, by id, without the caller. Empty without a live session.',
    body: 'ShowBuildingBody',
    answer: ok('ListedUsers'),
    example: { body: { id: 'ana' }, answer: [{ id: 'rui' }] },
  },
  showRange: {
    tag: 'Where people are',
    summary: 'Who is within some metres of a point',
    description:
      'Users online there, nearest first, without the caller. The point may be any; asking moves nobody. Empty without a live session.',
    body: 'ShowRangeBody',
    answer: ok('Ids'),
    example: { body: { id: 'ana', ...AT_TORRE_NORTE, radious: 100 }, answer: ['rui', 'eva'] },
  },
  nearby: {
    tag: 'Where people are',
    summary: 'What a map needs',
    description:
      'The caller’s position, and the people within the caller’s range or in the same building, nearest first. Nobody without a live session.',
    answer: ok('Nearby'),
    example: {
      answer: {
        self: { ...AT_TORRE_NORTE, reported_at: NOW, building: TORRE_NORTE },
        radious: 50,
        people: [
          {
            ...{ id: 'rui', name: 'Rui', latitude: 38.73785, longitude: -9.13857, distance: 7.8 },
            building: TORRE_NORTE,
            in_range: true,
            same_building: true,
          },
        ],
      },
    },
  },
  buildings: {
    tag: 'Where people are',
    summary: 'All buildings',
    description: 'Those in use, each by its centre and radius.',
    answer: ok('Buildings'),
    example: {
      answer: [{ ...TORRE_NORTE, latitude: 38.7377808, longitude: -9.1385732, radious: 49 }],
    },
  },
  occupancy: {
    tag: 'Where people are',
    summary: 'How many people are in each building',
    description:
      'Without the caller; buildings with nobody else in them are left out. Empty without a live session. It names nobody, so it makes nobody reachable.',
    answer: ok('Occupancy'),
    example: { answer: [{ id: TORRE_NORTE.id, people: 3 }] },
  },
});
