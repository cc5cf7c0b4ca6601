import { InjectionToken } from '@angular/core';
import type { ClientToServerEvents, ServerToClientEvents } from '@perto/contract';
import { io, type Socket } from 'socket.io-client';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** How a socket is made; a test gives its own. */
export const SOCKET = new InjectionToken<() => LiveSocket>('socket', {
  providedIn: 'root',
  // Reconnecting is ours: so the page can say when it tries again, and report the position before it does.
  factory: () => () =>
    io({
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
    }),
});

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

/** Waits grow twofold; the random part keeps a lecture hall from coming back in the same instant. */
export function waitBeforeAttempt(failures: number, random: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, failures - 1)) * (0.8 + 0.4 * random);
}
