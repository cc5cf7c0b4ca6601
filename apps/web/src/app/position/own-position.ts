import { Injectable, computed, inject, signal } from '@angular/core';
import type { Coordinates } from '@perto/contract';
import { Session } from '../session/session';
import { DeviceConsent } from './device-consent';
import { DevicePosition, type DeviceFault } from './device-position';
import { FixFilter, type Fix, type Verdict } from './fix-filter';
import { HandPlaceMemory } from './hand-place-memory';
import { PositionPermission, type Permission } from './permission';

export interface OwnPlace extends Coordinates {
  source: 'device' | 'hand';
  /** Metres; only a device knows. */
  accuracy?: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** `unasked`: the browser would ask, and nobody has told the person yet what for. */
export type DeviceState = 'off' | 'unasked' | 'locating' | 'good' | DeviceFault | 'coarse';

/** States in which the device is listened to. */
const LISTENING: readonly DeviceState[] = ['locating', 'good', 'coarse', 'unavailable'];

/** Where the person is, by the device or by hand, and how the device is doing. */
@Injectable({ providedIn: 'root' })
export class OwnPosition {
  private readonly device = inject(DevicePosition);
  private readonly permission = inject(PositionPermission);
  private readonly consent = inject(DeviceConsent);
  private readonly memory = inject(HandPlaceMemory);
  private readonly session = inject(Session);
  private readonly filter = new FixFilter();
  private stopWatching?: () => void;
  private stopFollowing?: () => void;

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
    this.stopFollowing = this.permission.follow((state) => this.permit(state));
  }

  stop(): void {
    this.stopFollowing?.();
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
    this.consent.give(this.session.id());
    this.watchDevice();
  }

  /** The browser's permission as it is at first, and whenever it changes while the page is open. */
  private permit(permission: Permission): void {
    const device = this.deviceNow();
    if (device === 'off' && this.current()) return; // by hand, and the device is not wanted
    const listening = LISTENING.includes(device);
    if (permission === 'denied') {
      this.fail('refused');
    } else if (permission === 'prompt') {
      if (device === 'off' && this.consent.given(this.session.id())) this.watchDevice();
      else if (!listening) this.deviceNow.set(this.current() ? 'off' : 'unasked');
    } else if (!listening) {
      this.watchDevice();
    }
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
    if (fault === 'refused') this.unwatch();
    this.deviceNow.set(fault);
  }
}
