/** So many failures with nothing to show mean that there are no tiles to be had. */
const FAILURES = 3;

/**
 * Whether tiles can be shown, from what becomes of them one by one.
 *
 * Without a network there is nothing to wait for; a tile that comes proves that there are tiles again.
 */
export class TileHealth {
  private readonly shown = new Set<string>();
  private failures = 0;

  constructor(private online: boolean) {}

  /** False when the drawn base has to stand in. */
  get good(): boolean {
    return this.shown.size > 0 || (this.online && this.failures < FAILURES);
  }

  loaded(tile: string): void {
    this.shown.add(tile);
    this.failures = 0;
  }

  unloaded(tile: string): void {
    this.shown.delete(tile);
  }

  failed(): void {
    this.failures++;
  }

  network(online: boolean): void {
    this.online = online;
    if (online) this.failures = 0;
  }
}
