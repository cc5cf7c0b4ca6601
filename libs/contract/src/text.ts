// Apart from the schemas, so that the page can count and check without loading zod.

export const ID = /^[A-Za-z0-9._-]{1,50}$/;

/** True for text that can be the id of a user, a bot or a building. */
export const isId = (text: string): boolean => ID.test(text);

/** How many characters a person would count: code points, not UTF-16 units. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
