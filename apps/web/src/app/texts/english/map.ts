import { units } from './units';

export const map = {
  missing: 'The map could not be fetched. The lists have everything.',
  label: 'Map of the campus',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  centre: 'Centre on me',
  setPosition: 'Set my position',
  drawn: 'Map drawn by Perto',
  me: 'You',
  handle: 'Range',
  placing: 'Click or tap where you are, or use the form',
  keys: 'Arrows move the map, plus and minus zoom. Tab enters the people and buildings on it; there arrows go to the nearest one that way, Page Down to the next, Enter opens, Escape leaves.',
  person: (name: string, distance: string, place: string, unread: number): string =>
    [name, distance, place, ...(unread > 0 ? [`${unread} unread`] : [])].join(', '),
  cluster: (count: number, unread: number): string =>
    [`${units.people(count)} close together`, ...(unread > 0 ? [`${unread} unread`] : [])].join(', '),
  building: (name: string, people: number, mine: boolean, bots: number): string =>
    [
      name,
      people === 1 ? '1 other person' : `${people} other people`,
      ...(mine ? ['you are here'] : []),
      ...(bots > 0 ? [bots === 1 ? '1 bot' : `${bots} bots`] : []),
    ].join(', '),
};
