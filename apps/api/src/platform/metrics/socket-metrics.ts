import { EVENTS } from '@perto/contract';
import type { Server, Socket } from 'socket.io';
import { newRequestId, withinRequest } from '../request-context';
import type { Metrics } from './metrics';

const KNOWN: ReadonlySet<unknown> = new Set(Object.values(EVENTS));

/** Counts connections and events, and gives each event that arrives an id as a request has one. */
export function measureSockets(server: Server, metrics: Metrics): void {
  const received = metrics.counter('perto_events_received_total', 'Socket.IO events from clients.', [
    'event',
  ]);
  const sent = metrics.counter('perto_events_sent_total', 'Socket.IO events to clients.', ['event']);
  metrics.gauge(
    'perto_socket_connections',
    'Open Socket.IO connections.',
    () => server.engine?.clientsCount ?? 0,
  );
  server.on('connection', (socket: Socket) => {
    socket.use(([event], next) => {
      received.inc({ event: known(event) });
      withinRequest(newRequestId(), next);
    });
    socket.onAnyOutgoing((event: unknown) => sent.inc({ event: known(event) }));
  });
}

/** The name of an event is what a client made it: unknown ones are counted together. */
const known = (event: unknown): string => (KNOWN.has(event) ? String(event) : 'unknown');
