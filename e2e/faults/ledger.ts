/** A message that somebody wants to send, and what became of it. Times are milliseconds since the Unix epoch. */
export interface Sending {
  readonly sender: string;
  /** Counts the sender's messages from 1; 0 when their order does not matter. */
  readonly number: number;
  readonly recipients: readonly string[];
  /** Different for every message: whoever sees the same text twice sees one message twice. */
  readonly text: string;
  readonly key: string;
  readonly begunAt: number;
  acknowledgedAt?: number;
  /** What the server called it. */
  id?: string;
  /** When the first recipient's tab showed it. */
  shownAt?: number;
}

/** What one tab showed. */
export class Screen {
  /** From here on it owes its reader every message; undefined until its session was opened. */
  openedAt: number | undefined;
  closedAt: number | undefined;
  readonly shown = new Set<string>();
  /** Messages that came again under the same id: harmless. */
  repeats = 0;
  reloads = 0;
  private readonly ids = new Set<string>();
  private readonly latest = new Map<string, number>();

  constructor(
    readonly user: string,
    private readonly ledger: Ledger,
  ) {}

  /** Shows a message unless its id is there already; answers whether it was new. */
  show(id: string, text: string): boolean {
    if (this.ids.has(id)) {
      this.repeats++;
      return false;
    }
    this.ids.add(id);
    if (this.shown.has(text)) this.ledger.doubled.push(`${this.user} saw twice ${text}`);
    this.shown.add(text);
    const sending = this.ledger.find(text);
    if (!sending) return true;
    sending.shownAt ??= Date.now();
    const latest = this.latest.get(sending.sender) ?? 0;
    if (sending.number > 0 && latest > sending.number)
      this.ledger.disordered.push(
        `${this.user} saw ${sending.key} after message ${latest} of the same sender`,
      );
    this.latest.set(sending.sender, Math.max(latest, sending.number));
    return true;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }
}

/** The oracle: what the server acknowledged, against what was shown. */
export class Ledger {
  private readonly sendings = new Map<string, Sending>();
  /** Those that are not known to have been shown everywhere. */
  private readonly unproven = new Set<Sending>();
  private readonly screens: Screen[] = [];
  private readonly counts = new Map<string, number>();
  /** Texts that a tab showed twice, under two ids, one line for each. */
  readonly doubled: string[] = [];
  /** Messages that a tab showed after a later one of the same sender, one line for each. */
  readonly disordered: string[] = [];
  /** What no fault excuses, in words: a status that must never be, a refusal without reason. */
  readonly misdeeds: string[] = [];

  begin(
    sender: string,
    recipients: readonly string[],
    options: { filler?: string; ordered?: boolean } = {},
  ): Sending {
    const { filler = '', ordered = true } = options;
    const count = (this.counts.get(sender) ?? 0) + 1;
    this.counts.set(sender, count);
    const key = `${sender}-${count}-${Math.random().toString(36).slice(2)}`;
    const text = `${key} ${filler}`.trim();
    const sending = { sender, number: ordered ? count : 0, recipients, text, key, begunAt: Date.now() };
    this.sendings.set(text, sending);
    this.unproven.add(sending);
    return sending;
  }

  find(text: string): Sending | undefined {
    return this.sendings.get(text);
  }

  /** Notes that a message was acknowledged; answers whether it had been before. */
  acknowledge(text: string, id: string): boolean {
    const sending = this.sendings.get(text);
    if (!sending) return false;
    const before = sending.id;
    if (before !== undefined && before !== id)
      this.misdeeds.push(`${sending.key} was acknowledged as ${before} and again as ${id}`);
    sending.id ??= id;
    sending.acknowledgedAt ??= Date.now();
    return before !== undefined;
  }

  screen(user: string): Screen {
    const screen = new Screen(user, this);
    this.screens.push(screen);
    return screen;
  }

  /** Acknowledged messages that an open tab of a recipient has not shown, one line for each tab. */
  missing(): string[] {
    const open = new Map<string, Screen[]>();
    for (const screen of this.screens)
      if (screen.openedAt !== undefined && screen.closedAt === undefined)
        open.set(screen.user, [...(open.get(screen.user) ?? []), screen]);
    return [...this.unproven].flatMap((sending) => {
      const { acknowledgedAt, begunAt, recipients, text, key } = sending;
      if (acknowledgedAt === undefined) return [];
      const lacking = recipients
        .flatMap((recipient) => open.get(recipient) ?? [])
        .filter(({ openedAt = Infinity, shown }) => openedAt < begunAt && !shown.has(text));
      if (lacking.length === 0) this.unproven.delete(sending);
      return lacking.map(({ user }) => `${user} lacks ${key}, acknowledged at ${clock(acknowledgedAt)}`);
    });
  }

  /** From now on these are not asked for any more: they were told once. */
  writeOff(): void {
    for (const sending of this.unproven)
      if (sending.acknowledgedAt !== undefined) this.unproven.delete(sending);
  }

  total(of: 'repeats' | 'reloads'): number {
    return this.screens.reduce((sum, screen) => sum + screen[of], 0);
  }
}

const clock = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(11, 23);
