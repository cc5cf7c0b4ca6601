import { Injectable, computed, inject, signal } from '@angular/core';
import { Session } from '../session/session';
import { inBrowser, keep, readKept } from '../storage/kept';
import { isNewer } from './message-ids';

/** More conversations than this are not told apart: the oldest then count as read. */
const MOST = 300;

interface Kept {
  /** Everything up to here counts as read. */
  base: string | null;
  /** The last message read in each conversation, where that is newer. */
  seen: Record<string, string>;
}

/** Up to where each conversation was read in this browser. */
@Injectable({ providedIn: 'root' })
export class ReadMarkers {
  private readonly session = inject(Session);
  private readonly known = signal<Kept | null>(null);

  /** True once there is something to count from: before that nothing is unread. */
  readonly ready = computed(() => this.known() !== null);

  load(): void {
    this.read();
    // Another tab of this browser has read on.
    addEventListener('storage', this.follow);
  }

  /** The first time in this browser: what was written before counts as read. */
  begin(newest: string | null): void {
    if (this.known() === null) this.save({ base: newest, seen: {} });
  }

  /** The last message read in a conversation; null when that was none. */
  seen(conversation: string): string | null {
    const known = this.known();
    return known?.seen[conversation] ?? known?.base ?? null;
  }

  mark(conversation: string, message: string): void {
    const known = this.known();
    if (!known || !isNewer(message, this.seen(conversation))) return;
    this.save(pruned({ ...known, seen: { ...known.seen, [conversation]: message } }));
  }

  stop(): void {
    removeEventListener('storage', this.follow);
    this.known.set(null);
  }

  private readonly follow = ({ key }: StorageEvent): void => {
    if (key === this.key) this.read();
  };

  private read(): void {
    this.known.set(keptIn(readKept(inBrowser, this.key)) ?? null);
  }

  private get key(): string {
    return `perto.read.${this.session.id()}`;
  }

  private save(kept: Kept): void {
    this.known.set(kept);
    keep(inBrowser, this.key, kept);
  }
}

function pruned({ base, seen }: Kept): Kept {
  const markers = Object.entries(seen);
  if (markers.length <= MOST) return { base, seen };
  const oldest = markers.reduce((old, marker) => (isNewer(old[1], marker[1]) ? marker : old));
  const rest = markers.filter(([, id]) => isNewer(id, oldest[1]));
  return { base: oldest[1], seen: Object.fromEntries(rest) };
}

function keptIn(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { base, seen } = value as Partial<Kept>;
  const isId = (id: unknown): boolean => typeof id === 'string' && /^\d+$/.test(id);
  if (base !== null && !isId(base)) return undefined;
  if (typeof seen !== 'object' || seen === null) return undefined;
  return { base: base ?? null, seen: Object.fromEntries(Object.entries(seen).filter(([, id]) => isId(id))) };
}
