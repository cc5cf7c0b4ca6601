import { Injectable } from '@angular/core';

/** What the browser answers about the position; `unknown` where it cannot be asked without asking the person. */
export type Permission = PermissionState | 'unknown';

/** Whether the page may use the device's position, without causing the browser's question. */
@Injectable({ providedIn: 'root' })
export class PositionPermission {
  /** Tells the permission, and each later change of it, until the answered function is called. */
  follow(onState: (state: Permission) => void): () => void {
    let following = true;
    let status: PermissionStatus | undefined;
    const tell = (): void => {
      if (following) onState(status?.state ?? 'unknown');
    };
    // Without https there is nothing to be permitted, and the watch says that better.
    const asked = globalThis.isSecureContext
      ? navigator.permissions?.query({ name: 'geolocation' })
      : undefined;
    if (!asked) tell();
    asked?.then(
      (answer) => {
        status = answer;
        status.addEventListener('change', tell);
        tell();
      },
      tell, // a browser that has permissions, but none of that name
    );
    return () => {
      following = false;
      status?.removeEventListener('change', tell);
    };
  }
}
