import type { Texts } from '../texts/texts';

/** What a bot is, by the name of the building that it speaks to as far as that is known. */
export const botWords = (building: string | undefined, { conversations }: Texts): string =>
  building === undefined ? conversations.bot : conversations.botOf(building);
