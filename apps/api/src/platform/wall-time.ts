/** Formats instants as `YYYY-MM-DD HH:MM:SS` wall time of one time zone, as the seed's clients read them. */
export class WallTime {
  private readonly format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    // Swedish is the locale whose own notation is this one.
    this.format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  }

  of(instant: Date): string {
    return this.format.format(instant);
  }
}
