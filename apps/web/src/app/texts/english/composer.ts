import { LIMITS } from '@perto/contract';
import { units } from './units';

export const composer = {
  labelTo: (whom: string): string => `Message to: ${whom}`,
  placeholder: (count: number): string =>
    count === 0
      ? 'Nobody nearby'
      : count === 1
        ? 'Write to the person nearby…'
        : `Write to the ${count} people nearby…`,
  placeholderChosen: (count: number): string =>
    `Write to ${count === 1 ? '1 chosen person' : `${count} chosen people`}…`,
  placeholderBuilding: (name: string): string => `Write to everyone in ${name}…`,
  placeholderOne: (name: string): string => `Write to ${name}…`,
  placeholderNobody: 'Choose people in the lists…',
  emoji: 'Emoji',
  to: 'To',
  toEveryone: (count: number, metres: number): string => `${count} nearby, up to ${units.metres(metres)}`,
  toBuilding: (count: number, name: string): string => `${count} in ${name}`,
  toChosen: (count: number): string => `${count} chosen`,
  toOne: (name: string): string => `Only ${name}`,
  audience: 'Who gets it?',
  audienceNow: (whom: string): string => `Who gets it? Now: ${whom}`,
  everyone: 'Everyone nearby',
  everyoneHint: (count: number, metres: number): string =>
    `${units.people(count)} up to ${units.metres(metres)}`,
  building: (name: string): string => `Everyone in ${name}`,
  buildingHint: (count: number): string => `${units.people(count)} in the building`,
  choose: 'Choose people…',
  chooseHint: 'Check them in the lists',
  many: (count: number): string => `Send to ${count} people?`,
  manyYes: 'Send',
  manyNo: 'Cancel',
  send: 'Send',
  counter: (count: number): string => `${count} of ${LIMITS.maxMessageCharacters} characters`,
  tooLong: (over: number): string => (over === 1 ? '1 character too many' : `${over} characters too many`),
};
