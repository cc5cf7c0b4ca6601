import type { Page } from 'playwright-core';
import type { Position } from './visitor';

interface Device {
  /** What the browser says when the page asks whether it may ask. */
  permission: 'prompt' | 'granted';
  /** It says that it does not know. */
  lost?: true;
  /** The one fix there is; without it the device stays silent. */
  fix?: Position & { accuracy: number; secondsOld: number };
}

/** A device that Playwright cannot imitate: one that is slow, one that fell silent, one not asked yet. */
export async function useDevice(page: Page, device: Device): Promise<void> {
  await page.addInitScript(({ permission, lost, fix }) => {
    const { geolocation, permissions } = navigator;
    const asked = permissions.query.bind(permissions);
    permissions.query = async (wanted) => {
      const status = await asked(wanted);
      if (wanted.name === 'geolocation') Object.defineProperty(status, 'state', { value: permission });
      return status;
    };
    geolocation.watchPosition = (found, failed) => {
      if (lost) setTimeout(() => failed?.({ code: 2, message: '' } as GeolocationPositionError));
      if (fix) {
        const { latitude, longitude, accuracy, secondsOld } = fix;
        const coords = { latitude, longitude, accuracy } as GeolocationCoordinates;
        const timestamp = Date.now() - secondsOld * 1000;
        setTimeout(() => found({ coords, timestamp } as GeolocationPosition));
      }
      return 1;
    };
    geolocation.getCurrentPosition = () => undefined;
  }, device);
}
