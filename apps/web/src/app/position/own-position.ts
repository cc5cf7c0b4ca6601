import { Injectable, computed, inject, signal } from '@angular/core';
import type { Coordinates } from '@perto/contract';
import { Session } from '../session/session';
import { DevicePosition, type DeviceFault } from './device-position';
import { FixFilter, type Fix, type Verdict } from './fix-filter';
import { HandPlaceMemory } from './hand-place-memory';

export interface OwnPlace extends Coordinates {
  source: 'device' | 'hand';
  /** Metres; only a device knows. */
  accuracy?: number;
  /** Milliseconds since 1970. */
  at: number;
}

export type DeviceState = 'off' | 'locating' | 'good' | DeviceFault | 'coarse';

/** Where the person is, by the device or by hand, and how the device is doing. */
@Injectable({ providedIn: 'root' })
export class OwnPosition {
  private readonly device = inject(DevicePosition);
  private readonly memory = inject(HandPlaceMemory);
  private readonly session = inject(Session);
  private readonly filter = new FixFilter();
  private stopWatching?: () => void;

  private readonly current = signal<OwnPlace | null>(null);
  private readonly deviceNow = signal<DeviceState>('off');
  private readonly ignored = signal<Verdict | null>(null);

  readonly place = this.current.asReadonly();
  readonly deviceState = this.deviceNow.asReadonly();
  /** The device's last word, when it was not believed. */
  readonly ignoredFix = this.ignored.asReadonly();
  /** True once there is a place, or it is clear that the device gives none. */
  readonly settled = computed(
    () => this.current() !== null || !['off', 'locating'].includes(this.deviceNow()),
  );

  start(): void {
    const remembered = this.memory.read(this.session.id());
    if (remembered) this.current.set({ ...remembered, source: 'hand' });
    else this.watchDevice();
  }

  stop(): void {
    this.unwatch();
    this.current.set(null);
    this.deviceNow.set('off');
    this.ignored.set(null);
  }

  /** A place by hand holds until the person asks for the device again, in this tab. */
  setByHand({ latitude, longitude }: Coordinates): void {
    this.unwatch();
    this.deviceNow.set('off');
    this.ignored.set(null);
    const place = { latitude, longitude, at: Date.now() };
    this.memory.write(this.session.id(), place);
    this.current.set({ ...place, source: 'hand' });
  }

  /** Leaving takes the place by hand along. */
  forgetHand(): void {
    this.memory.clear();
  }

  /** The place by hand stays until the device has a better one. */
  useDevice(): void {
    this.memory.clear();
    this.watchDevice();
  }

  private watchDevice(): void {
    this.unwatch();
    this.filter.forget();
    this.ignored.set(null);
    this.deviceNow.set('locating');
    this.stopWatching = this.device.watch(
      (fix) => this.take(fix),
      (fault) => this.fail(fault),
    );
  }

  private unwatch(): void {
    this.stopWatching?.();
    this.stopWatching = undefined;
  }

  private take(fix: Fix): void {
    const verdict = this.filter.judge(fix);
    this.ignored.set(verdict.kind === 'good' ? null : verdict);
    if (verdict.kind === 'good') {
      this.deviceNow.set('good');
      this.current.set({ ...fix, source: 'device' });
    } else if (verdict.kind === 'coarse') {
      this.deviceNow.set('coarse');
    }
  }

  /** A refusal is final; a fix that does not come now may still come, and the last place still holds. */
  private fail(fault: DeviceFault): void {
    if (fault === 'unavailable' && this.deviceNow() === 'good') return;
    this.deviceNow.set(fault);
  }
}
