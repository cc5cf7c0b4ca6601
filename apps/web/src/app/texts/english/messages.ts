import { units } from './units';

export const messages = {
  list: 'Messages',
  empty: 'No messages yet',
  emptyHint: 'What you write and what people write to you appears here.',
  you: 'You',
  me: 'me',
  to: (names: string): string => `To ${names}`,
  toMany: (count: number): string => `To ${units.people(count)}`,
  bot: 'bot',
  sending: 'Sending…',
  sent: 'Sent',
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
