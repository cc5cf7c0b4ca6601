import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { UserId } from '../auth/sign-in';
import type { BuildingChange } from '../buildings/building';
import { BuildingEditor, type BuildingObserver } from '../buildings/building-editor';
import { briefTraceOf } from '../platform/error-trace';
import { UserTurns } from '../presence/user-turns';
import { LiveMap } from './live-map';
import { Placement } from './placement';

const RETRY_MS = 1000;

/** Puts people into the right building when buildings change under them: those whom it concerns, and nobody else. */
@Injectable()
export class BuildingFollower implements BuildingObserver, OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('Location');
  /** Whom the database could not be told of yet. */
  private readonly behind = new Set<UserId>();
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly editor: BuildingEditor,
    private readonly map: LiveMap,
    private readonly placement: Placement,
    private readonly turns: UserTurns,
  ) {}

  onModuleInit(): void {
    this.editor.observe(this);
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.retry);
  }

  /** Settles when everybody who was in the old circle or is in the new one has been placed again. */
  async changed(changes: readonly BuildingChange[]): Promise<void> {
    const users = new Set<UserId>();
    for (const { after } of changes)
      for (const user of this.map.concernedBy(after.id, after.retiredAt === null ? after : undefined))
        users.add(user);
    await this.place(users);
  }

  private async place(users: Iterable<UserId>): Promise<void> {
    await Promise.all([...users].map((user) => this.turns.run(user, () => this.placeOne(user))));
    if (this.behind.size > 0) this.placeLater();
  }

  private async placeOne(user: UserId): Promise<void> {
    try {
      await this.placement.refresh(user);
    } catch (error) {
      if (this.behind.size === 0)
        this.logger.warn(`People could not be placed again; trying again: ${briefTraceOf(error)}`);
      this.behind.add(user);
    }
  }

  private placeLater(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      const users = [...this.behind];
      this.behind.clear();
      void this.place(users);
    }, RETRY_MS);
    this.retry.unref();
  }
}
