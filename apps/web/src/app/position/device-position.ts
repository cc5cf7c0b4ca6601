import { Injectable } from '@angular/core';
import type { Fix } from './fix-filter';

export type DeviceFault = 'refused' | 'unavailable' | 'insecure';

/** A fix is asked for this often even when the device reports no movement. Milliseconds. */
const ASK_EVERY = 25_000;
const OPTIONS: PositionOptions = { enableHighAccuracy: true, maximumAge: 5_000, timeout: 20_000 };
const REFUSED = 1;

/** The browser's geolocation, watched until stopped. */
@Injectable({ providedIn: 'root' })
export class DevicePosition {
  /** Begins to report; answers the function that ends it. */
  watch(onFix: (fix: Fix) => void, onFault: (fault: DeviceFault) => void): () => void {
    // Without https (localhost excepted) browsers refuse without asking: say so instead of "refused".
    if (!globalThis.isSecureContext) return failing(onFault, 'insecure');
    if (!navigator.geolocation) return failing(onFault, 'unavailable');

    const fixed = ({ coords, timestamp }: GeolocationPosition): void =>
      onFix({
        latitude: coords.latitude,
        longitude: coords.longitude,
        accuracy: coords.accuracy,
        // Some devices count from another epoch: an age far off is worse than none.
        at: Math.abs(Date.now() - timestamp) < 3_600_000 ? timestamp : Date.now(),
      });
    const failed = ({ code }: GeolocationPositionError): void =>
      onFault(code === REFUSED ? 'refused' : 'unavailable');

    const watch = navigator.geolocation.watchPosition(fixed, failed, OPTIONS);
    // A device that lies still stops reporting, and its last fix would grow old though it holds.
    const asking = setInterval(
      () => navigator.geolocation.getCurrentPosition(fixed, failed, OPTIONS),
      ASK_EVERY,
    );
    return () => {
      navigator.geolocation.clearWatch(watch);
      clearInterval(asking);
    };
  }
}

function failing(onFault: (fault: DeviceFault) => void, fault: DeviceFault): () => void {
  onFault(fault);
  return () => undefined;
}
