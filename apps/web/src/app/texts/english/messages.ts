import { units } from './units';

export const messages = {
  list: 'Messages',
  you: 'You',
  to: (name: string): string => `To ${name}`,
  toMany: (count: number): string => `To ${units.people(count)}`,
  readAll: 'Read all',
  readLess: 'Show less',
  fresh: 'New',
  says: (name: string): string => `${name}:`,
  sending: 'Sending…',
  sentAloud: 'Message sent.',
  spokenLog: 'What was read aloud',
  sentAt: (time: string): string => `Sent at ${time}`,
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
