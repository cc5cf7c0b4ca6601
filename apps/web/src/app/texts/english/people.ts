import { units } from './units';

export const people = {
  listNearby: 'People in range',
  openWith: (name: string): string => `Open the conversation with ${name}`,
  listSpot: 'People at this spot',
  spot: (count: number): string => `${units.people(count)} at this spot`,
  leaveSpot: 'Show everybody in range',
  otherBuildings: 'Other buildings',
  ownBuilding: 'Back to your own building',
  elsewhere: (count: number, seen: number): string =>
    seen === count
      ? `${units.people(count)} here`
      : `${units.people(count)} here, ${seen} of them in your range`,
  listBuilding: 'People in this building',
  empty: (metres: number): string => `Nobody within ${units.metres(metres)}`,
  emptyOffline: 'When you are back online, whoever is there appears here.',
  choosing: 'Choose people',
  chooseFirst: 'Check them here or tap them on the map.',
  stopChoosing: 'Cancel',
  emptyHint: 'Whoever arrives appears here.',
  widen: (metres: number): string => `Widen to ${units.metres(metres)}`,
  noBuilding: 'You are in no building',
  noBuildingHint: 'Inside a building you see here who else is in it.',
  emptyBuilding: (name: string): string => `Nobody else in ${name}`,
  loading: 'Looking around…',
  outdoors: 'Outdoors',
  /** In front of what I said myself. */
  you: 'You:',
  noPlace: 'Place not known',
  seenAt: (time: string): string => `Position at ${time}`,
  search: (count: number): string => `Search among ${units.people(count)}`,
  found: (count: number): string => (count === 0 ? 'Nobody found' : `${units.people(count)} found`),
  foundNobody: 'Nobody here has that name.',
  away: 'The lists could not be refreshed.',
};
