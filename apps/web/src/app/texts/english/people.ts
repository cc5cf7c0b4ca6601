import { units } from './units';

export const people = {
  listNearby: 'People in range',
  listBuilding: 'People in this building',
  empty: (metres: number): string => `Nobody within ${units.metres(metres)}`,
  emptyHint: 'Whoever arrives appears here.',
  widen: (metres: number): string => `Widen to ${units.metres(metres)}`,
  noBuilding: 'You are in no building',
  noBuildingHint: 'Inside a building you see here who else is in it.',
  emptyBuilding: (name: string): string => `Nobody else in ${name}`,
  noPosition: 'Nobody to show yet',
  noPositionHint: 'As soon as Perto knows where you are, the people around appear here.',
  loading: 'Looking around…',
  outdoors: 'Outdoors',
  write: 'Write',
  writeTo: (name: string): string => `Write to ${name}`,
  choose: (name: string): string => `Choose ${name}`,
  away: 'The lists could not be refreshed.',
  onMap: (name: string, distance: string, place: string): string => `${name}, ${distance}, ${place}`,
};
