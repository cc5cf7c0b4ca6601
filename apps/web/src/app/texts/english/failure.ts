import { units } from './units';

export const failure = {
  network: 'No answer from Perto. Check your network.',
  busy: (wait: number): string => `Too much at once. Wait ${units.seconds(wait)} and try again.`,
  away: (wait: number): string =>
    `A part of Perto is away for the moment. Try again in ${units.seconds(wait)}.`,
  tooLarge: 'That is too large to send.',
  refused: 'Perto does not allow that.',
  invalid: (why: string): string => `That is not allowed: ${why}.`,
  expired: 'Your session ended. Sign in again.',
  unknown: 'Something went wrong on our side. Try again.',
};
