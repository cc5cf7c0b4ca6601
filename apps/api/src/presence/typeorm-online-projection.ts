import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { BotRow } from '../auth/bot.row';
import type { UserId } from '../auth/sign-in';
import { UserRow } from '../auth/user.row';
import { Database } from '../platform/database/database';

/** `user.online` and `user.counter`, as the session registry dictates them. */
@Injectable()
export class OnlineProjection {
  constructor(private readonly database: Database) {}

  async write(user: UserId, sessions: number): Promise<void> {
    await this.database.run((manager) =>
      manager.update(UserRow, { id: user }, { online: sessions > 0, sessions }),
    );
  }

  /** Nobody is online, in the database at least. */
  async reset(): Promise<void> {
    await this.database.run((manager) =>
      manager.update(UserRow, [{ online: true }, { sessions: MoreThan(0) }], { online: false, sessions: 0 }),
    );
    await this.database.run((manager) => manager.update(BotRow, { online: true }, { online: false }));
  }
}
