/** Reads a value that this browser keeps as JSON; undefined when there is none or it cannot be read. */
export function readKept(storage: () => Storage, key: string): unknown {
  try {
    return JSON.parse(storage().getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined; // unreadable, or storage is switched off
  }
}

/** Keeps a value as JSON, or forgets it when undefined. Full or switched off storage is no error. */
export function keep(storage: () => Storage, key: string, value: unknown): void {
  try {
    if (value === undefined) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(value));
  } catch {
    // What could not be kept lasts as long as the page.
  }
}

/** Lives as long as the tab, reloads included. Asked for late: a browser may refuse it with an exception. */
export const inTab = (): Storage => sessionStorage;
/** Lives until it is cleared, shared by all tabs of this browser. */
export const inBrowser = (): Storage => localStorage;
