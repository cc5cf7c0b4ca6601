import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { Database } from '../platform/database/database';
import type { SignIn } from './sign-in';
import { SignInRow } from './sign-in.row';

/** Sign-ins that are alive, in the database. */
@Injectable()
export class SignInStore {
  constructor(private readonly database: Database) {}

  async add(signIn: SignIn, createdAt: number): Promise<void> {
    await this.database.run((manager) =>
      manager.insert(SignInRow, {
        digest: signIn.digest,
        userId: signIn.user,
        createdAt: new Date(createdAt),
        expiresAt: new Date(signIn.expiresAt),
      }),
    );
  }

  async find(digest: string): Promise<SignIn | undefined> {
    const row = await this.database.run((manager) => manager.findOneBy(SignInRow, { digest }));
    return row ? { digest, user: row.userId, expiresAt: row.expiresAt.getTime() } : undefined;
  }

  async remove(digest: string): Promise<void> {
    await this.database.run((manager) => manager.delete(SignInRow, { digest }));
  }

  /** Removes at most `limit` of those that have expired; how many it were. */
  removeExpired(now: number, limit: number): Promise<number> {
    return this.database.run(async (manager) => {
      const expired = await manager.find(SignInRow, {
        where: { expiresAt: LessThanOrEqual(new Date(now)) },
        take: limit,
        select: { digest: true },
      });
      if (expired.length > 0)
        await manager.delete(SignInRow, { digest: In(expired.map(({ digest }) => digest)) });
      return expired.length;
    });
  }
}
