import { EVENTS, type ErrorCode, type MessageAnswer, type ServerToClientEvents } from '@perto/contract';
import type { Socket } from 'socket.io';
import type { CongestionWatch } from './congestion-watch';
import type { Connection, Signal } from './session';

/** What may wait for one client: packets, and characters in them. */
const MOST_PACKETS = 256;
const MOST_CHARACTERS = 1_000_000;

/** What Engine.IO has and does not declare. */
interface Engine {
  /** Packets that the transport has not taken yet. */
  readonly writeBuffer: readonly unknown[];
  /** Only a WebSocket transport has a socket. */
  readonly transport: { readonly writable: boolean; readonly socket?: { terminate(): void } };
}

/** A connection over Socket.IO, whatever its transport and the version of its client. */
export class SocketConnection implements Connection {
  private waitingCharacters = 0;
  private cut = false;

  constructor(
    private readonly socket: Socket<object, ServerToClientEvents>,
    watch: CongestionWatch,
  ) {
    const { conn } = socket;
    conn.on('packetCreate', (packet: { data?: unknown }) => {
      if (conn.protocol === 3 && typeof packet.data === 'string') packet.data = asAscii(packet.data);
      const { data } = packet;
      if (this.engine.transport.writable) return; // it leaves at once
      watch.add(this);
      this.waitingCharacters += typeof data === 'string' ? data.length : 0;
      const tooMuch =
        this.engine.writeBuffer.length >= MOST_PACKETS || this.waitingCharacters > MOST_CHARACTERS;
      if (tooMuch && !this.cut) watch.drop(this);
    });
    conn.on('drain', () => {
      watch.remove(this);
      this.waitingCharacters = 0;
    });
    conn.on('close', () => watch.remove(this));
  }

  get id(): string {
    return this.socket.id;
  }

  /** Something lies here that the transport cannot take yet. */
  get congested(): boolean {
    return this.engine.writeBuffer.length > 0;
  }

  emit<Event extends Signal>(event: Event, ...payload: Parameters<ServerToClientEvents[Event]>): void {
    (this.socket as Socket).emit(event, ...payload);
  }

  push(message: MessageAnswer, acknowledged: () => void): void {
    this.socket.emit(EVENTS.message, message, acknowledged);
  }

  whenDrained(callback: () => void): void {
    if (!this.congested) callback();
    else this.socket.conn.once('drain', callback);
  }

  close(code: ErrorCode, reason: string): void {
    this.emit(EVENTS.exception, { code, message: reason });
    this.socket.disconnect(true);
  }

  /** The client is not told that it was sent away, so it comes back by itself. */
  drop(): void {
    this.cut = true;
    const { socket } = this.engine.transport;
    // A peer that does not read never answers a closing handshake either.
    if (socket) socket.terminate();
    else this.socket.conn.close(true);
  }

  private get engine(): Engine {
    return this.socket.conn as unknown as Engine;
  }
}

/** The same JSON. Clients of 1.x take what they poll for encoded twice, and hang up on any other letter. */
function asAscii(json: string): string {
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
