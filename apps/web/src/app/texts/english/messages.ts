import { units } from './units';

export const messages = {
  list: 'Messages',
  you: 'You',
  to: (name: string): string => `To ${name}`,
  toMany: (count: number): string => `To ${units.people(count)}`,
  toBuilding: (building: string, count: number): string =>
    `To everyone in ${building}: ${units.people(count)}`,
  readAll: 'Read all',
  readLess: 'Show less',
  fresh: 'New',
  says: (name: string): string => `${name}:`,
  sending: 'Sending…',
  waiting: (count: number): string =>
    count === 1
      ? 'Waiting. It goes when you are back online.'
      : `${count} waiting. They go when you are back online.`,
  waitingForServer: (count: number): string =>
    count === 1
      ? 'Waiting. It goes as soon as Perto can take it.'
      : `${count} waiting. They go as soon as Perto can take them.`,
  sentAloud: 'Message sent.',
  spokenLog: 'What was read aloud',
  sentAt: (time: string): string => `Sent at ${time}`,
  delivered: 'Delivered',
  deliveredTo: (delivered: number, audience: number): string => `Delivered to ${delivered} of ${audience}`,
  seen: 'Seen',
  seenBy: (seen: number, audience: number): string => `Seen by ${seen} of ${audience}`,
  deliveredAndSeen: (delivered: number, audience: number, seen: number): string =>
    `Delivered to ${delivered} of ${audience}, seen by ${seen}`,
  failed: 'Not sent.',
  retry: 'Try again',
  discard: 'Discard',
  gone: (name: string, others: number): string =>
    others > 0 ? `${name} is out of reach. Send to the other ${others}?` : `${name} is out of reach.`,
  sendToOthers: (others: number): string => `Send to ${others}`,
  older: 'Show older messages',
  today: 'Today',
  yesterday: 'Yesterday',
  historyAway: 'Older messages could not be fetched.',
  spoken: (sender: string, text: string, time: string): string => `${sender}: ${text}, ${time}`,
};
