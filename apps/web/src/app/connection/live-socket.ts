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
      timeout: 10_000,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
    }),
});

/** Breaks the connection without a word: only a farewell ends the session, a broken one can be resumed. */
export function breakOff({ io: { engine } }: LiveSocket): void {
  engine?.close();
}
