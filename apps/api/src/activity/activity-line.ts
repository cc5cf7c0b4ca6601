import { OUTSIDE, type BuildingRef } from '@perto/contract';

const LONGEST_LINE = 250;

/** One line of the log, about a user or a bot. */
export interface ActivityLine {
  message: string;
  userId: string | null;
  /** Of a user's line: the building that it speaks of; of two, the one that was entered. */
  buildingId: string | null;
  botId: string | null;
  /** Milliseconds since the Unix epoch. */
  at: number;
}

const cut = (message: string): string => [...message].slice(0, LONGEST_LINE).join('');

const ofUser = (
  userId: string,
  message: string,
  building: BuildingRef | undefined,
  at: number,
): ActivityLine => ({
  message: cut(message),
  userId,
  buildingId: building?.id ?? null,
  botId: null,
  at,
});

/** `building` undefined is outside of every building. */
export const loggedIn = (user: string, building: BuildingRef | undefined, at: number): ActivityLine =>
  ofUser(
    user,
    building === undefined
      ? 'Logged in. Currently out of IST registered facilities'
      : `Logged in. Currently in ${building.name}`,
    building,
    at,
  );

export const loggedOut = (user: string, building: BuildingRef | undefined, at: number): ActivityLine =>
  ofUser(user, 'Logged out.', building, at);

export const moved = (
  user: string,
  from: BuildingRef | undefined,
  to: BuildingRef | undefined,
  at: number,
): ActivityLine =>
  ofUser(user, `Moved from: ${from?.name ?? OUTSIDE} to: ${to?.name ?? OUTSIDE}`, to ?? from, at);

/** What was written stays between the people. */
export const wrote = (user: string, recipients: number, at: number): ActivityLine =>
  ofUser(user, `Wrote to ${recipients} people`, undefined, at);

/** What a bot said to its building: everybody there heard it. */
export const announced = (bot: string, building: string, text: string, at: number): ActivityLine => ({
  message: cut(text),
  userId: null,
  buildingId: building,
  botId: bot,
  at,
});

/** What a bot answered to people who wrote to it stays between them. */
export const answered = (bot: string, building: string, recipients: number, at: number): ActivityLine =>
  announced(bot, building, `Wrote to ${recipients} people`, at);
