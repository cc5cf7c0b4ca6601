/** Ids of messages are numbers in text, which can outgrow a JavaScript number: longer is larger. */
export function isNewer(id: string, than: string | null): boolean {
  if (than === null) return true;
  return id.length === than.length ? id > than : id.length > than.length;
}

/** For sorting, oldest first. */
export function byAge(a: { id: string }, b: { id: string }): number {
  if (a.id === b.id) return 0;
  return isNewer(a.id, b.id) ? 1 : -1;
}
