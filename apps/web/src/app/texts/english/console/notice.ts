import { units } from '../units';

export const notice = {
  title: 'Message to a building',
  lead: (name: string): string =>
    `It goes to everybody who is in the building now, in your own name: ${name}. They can answer you.`,
  building: 'Building',
  chooseBuilding: 'Choose a building',
  option: (building: string, people: number): string => `${building} (${units.people(people)})`,
  text: 'Message',
  count: (count: number, most: number): string => `${count} of ${most} characters`,
  reaches: (people: number, building: string): string =>
    people === 0 ? `Nobody is in ${building} right now` : `Reaches ${units.people(people)} in ${building}`,
  send: 'Send…',
  sendNow: 'Send',
  ask: (people: number, building: string): string =>
    people === 0
      ? `Send to ${building}, where nobody is?`
      : `Send to ${units.people(people)} in ${building}?`,
  what: (name: string): string =>
    `Whoever is there when it is sent gets it, in the name of ${name}. It cannot be taken back.`,
  sent: (people: number, building: string): string => `Sent. ${units.people(people)} reached in ${building}.`,
};
