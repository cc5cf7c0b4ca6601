import { units } from './units';

export const failure = {
  network: 'No answer from Perto.',
  busy: (wait: number): string => `Too much at once. Wait ${units.seconds(wait)} and try again.`,
  away: (wait: number): string =>
    `A part of Perto is away for the moment. Try again in ${units.seconds(wait)}.`,
  tooLarge: 'That is too large to send.',
  refused: 'Perto does not allow that.',
  invalid: 'Perto could not take that. Check what you wrote.',
  message: (most: number): string => `A message has 1 to ${most} characters.`,
  recipients: (most: number): string => `Choose at least one person, and at most ${most}.`,
  place: 'There is no such place. Check the coordinates.',
  range: (least: number, most: number): string => `The range goes from ${least} to ${most} m.`,
  search: 'Perto cannot search for that. Try other words.',
  notReachable: 'Some of these people are out of reach.',
  gone: 'That is no longer there.',
  late: 'That took too long. Try again.',
  conflict: 'That no longer fits what is there. Reload the page.',
  expired: 'Your session ended. Sign in again.',
  unknown: 'Something went wrong on our side. Try again.',
};
