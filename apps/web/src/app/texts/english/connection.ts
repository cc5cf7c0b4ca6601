import { units } from './units';

export const connection = {
  connecting: 'Connecting…',
  offline: 'Offline.',
  asOf: (time: string): string => `This is how it was at ${time}.`,
  waiting: 'Perto connects as soon as there is a network.',
  lost: 'Connection lost.',
  stopped: 'Perto has stopped for now.',
  retryIn: (wait: number): string => (wait > 0 ? `Retrying in ${units.seconds(wait)}` : 'Retrying…'),
  refused: 'Perto refused the connection.',
  busy: 'Too much at once.',
  away: 'A part of Perto is away.',
  goesOnIn: (wait: number): string => `Perto goes on in ${units.seconds(wait)}`,
  back: 'Back online.',
  sent: (count: number): string => (count === 1 ? '1 message sent.' : `${count} messages sent.`),
  retry: 'Retry now',
};
