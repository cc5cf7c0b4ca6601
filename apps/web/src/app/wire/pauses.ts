import { signal } from '@angular/core';
import { RequestFailed } from './request-failed';

/** The server asked for quiet: too much at once (429), or a part of it is away (503). */
export interface ServerPause {
  status: 429 | 503;
  /** Milliseconds since 1970. */
  until: number;
}

interface Held {
  until: number;
  failure: RequestFailed;
}

/** Which routes (`GET /API/nearby`) asked to be left alone: `Retry-After` binds every caller of a route. */
export class Pauses {
  private readonly held = new Map<string, Held>();
  private readonly told = signal<ServerPause | null>(null);
  private toldOf?: string;
  private timer?: ReturnType<typeof setTimeout>;

  /** The latest pause, for as long as it lasts. */
  readonly latest = this.told.asReadonly();

  /** @throws RequestFailed what the route answered last, while it wants to be left alone. */
  check(route: string): void {
    const pause = this.held.get(route);
    if (!pause || pause.until <= Date.now()) return;
    const { status, problem } = pause.failure;
    throw new RequestFailed(status, problem, (pause.until - Date.now()) / 1000);
  }

  hold(route: string, failure: RequestFailed): void {
    const { status, retryAfter } = failure;
    if (!retryAfter) return;
    const until = Date.now() + retryAfter * 1000;
    this.held.set(route, { until, failure });
    if (status !== 429 && status !== 503) return;
    clearTimeout(this.timer);
    this.toldOf = route;
    this.told.set({ status, until });
    this.timer = setTimeout(() => this.told.set(null), retryAfter * 1000);
  }

  /** The route answers well. */
  release(route: string): void {
    this.held.delete(route);
    if (route !== this.toldOf) return;
    clearTimeout(this.timer);
    this.told.set(null);
  }

  clear(): void {
    this.held.clear();
    if (this.toldOf !== undefined) this.release(this.toldOf);
  }
}
