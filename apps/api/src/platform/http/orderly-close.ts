import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What runs when the server stops may take so long; then its connection is cut. */
const GRACE_MS = 3000;

/**
 * Lets a stopping server finish what runs, and no longer than the grace.
 *
 * Node waits for every connection and does not know of those that became
 * WebSockets: one that was upgraded just then would keep it from stopping at all.
 */
export function closeWithinGrace(server: FastifyInstance): void {
  const open = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.addHook('preClose', (done) => {
    setTimeout(() => open.forEach((socket) => socket.destroy()), GRACE_MS).unref();
    done();
  });
}
