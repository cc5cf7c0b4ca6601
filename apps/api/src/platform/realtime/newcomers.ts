import { Injectable } from '@nestjs/common';

/** Connections that have not introduced themselves, at most: of one address (a lecture hall), and of all. */
const MOST_OF_ADDRESS = 2000;
const MOST = 5000;

/** An Engine.IO connection, as far as it matters here. */
interface Arriving {
  once(event: 'close', listener: () => void): unknown;
}

/**
 * Connections that did not say yet who they are.
 *
 * Anybody can make them, and each costs memory, so there is only so much room.
 * Those that introduced themselves are bounded by what a user may have.
 */
@Injectable()
export class Newcomers {
  private readonly addresses = new Map<string, number>();
  private readonly leaving = new WeakMap<Arriving, () => void>();
  private size = 0;
  private closed = false;

  /** True while one more may come from `address`. */
  admits(address: string): boolean {
    return !this.closed && this.size < MOST && (this.addresses.get(address) ?? 0) < MOST_OF_ADDRESS;
  }

  add(connection: Arriving, address: string): void {
    this.size++;
    this.addresses.set(address, (this.addresses.get(address) ?? 0) + 1);
    this.leaving.set(connection, () => {
      this.leaving.delete(connection);
      this.size--;
      const left = (this.addresses.get(address) ?? 1) - 1;
      if (left > 0) this.addresses.set(address, left);
      else this.addresses.delete(address);
    });
    connection.once('close', () => this.remove(connection));
  }

  /** It said who it is, or it is gone. */
  remove(connection: Arriving): void {
    this.leaving.get(connection)?.();
  }

  /** The server stops: nobody comes any more. */
  close(): void {
    this.closed = true;
  }
}
