import { units } from '../units';

export const activity = {
  logs: 'Logs',
  everybody: 'People and bots',
  admins: 'What administrators did',
  filter: 'What to show',
  user: 'Id of the person',
  building: 'Building',
  anyBuilding: 'Any building',
  bot: 'Id of the bot',
  adminId: 'Id of the administrator',
  from: 'From',
  to: 'Until',
  show: 'Show',
  clear: 'Show everything',
  noSuchId: 'An id has 1 to 50 letters, digits, dots, underscores or hyphens, and no spaces.',
  endsBefore: 'The time ends before it begins.',
  time: 'Time',
  who: 'Who',
  what: 'What',
  admin: 'Administrator',
  target: 'To what',
  nobody: 'Nobody any more',
  none: 'Nothing has happened yet.',
  noneFits: 'Nothing fits that.',
  noDeeds: 'No administrator has done anything yet.',
  older: 'Show older ones',
  keep: 'All of it as a file',
  fileName: 'perto-activity',
  deedsFileName: 'perto-administration',
  outdoors: 'outdoors',
  moved: (from: string, to: string): string => `Went from ${from} to ${to}`,
  wrote: (people: number): string => `Wrote to ${units.people(people)}`,
  enteredIn: (building: string): string => `Arrived, in ${building}`,
  enteredOutside: 'Arrived, outdoors',
  left: 'Left',
  deed: (action: string): string => {
    switch (action) {
      case 'building_added':
        return 'Made a building';
      case 'building_changed':
        return 'Changed a building';
      case 'building_retired':
        return 'Retired a building';
      case 'building_restored':
        return 'Restored a building';
      case 'buildings_imported':
        return 'Imported buildings';
      case 'bot_authorized':
        return 'Authorised a bot';
      case 'bot_disallowed':
        return 'Refused or suspended a bot';
      case 'message_sent':
        return 'Wrote to a building';
      case 'list_exported':
        return 'Took a list along';
      default:
        return 'Did something else';
    }
  },
};
