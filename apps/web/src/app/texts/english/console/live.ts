import { units } from '../units';

export const live = {
  online: 'Online now',
  sessions: (people: number, sessions: number): string =>
    `${people === 1 ? 'person' : 'people'}, in ${sessions === 1 ? '1 session' : `${sessions} sessions`}`,
  byBuilding: 'People by building',
  building: 'Building',
  people: 'People',
  message: 'Message',
  everybody: 'Everybody online',
  outside: 'Outside the buildings',
  who: (building: string): string => `Who is in ${building}`,
  whoOutside: 'Who is outside the buildings',
  botsHere: (count: number): string => (count === 1 ? '1 bot connected' : `${count} bots connected`),
  write: (building: string): string => `Write to ${building}`,
  botsConnected: 'bots connected',
  botsAllowed: 'bots allowed',
  botsWaiting: 'bots waiting',
  search: 'Name or id',
  person: 'Person',
  tabs: 'Sessions',
  activity: 'Activity',
  activityOf: (name: string): string => `Activity of ${name}`,
  nobody: 'Nobody is there right now. Whoever arrives appears here.',
  nobodyFound: 'Nobody there is called that.',
  first: (count: number): string =>
    `These are the first ${units.people(count)}. Search for others by name or id.`,
};
