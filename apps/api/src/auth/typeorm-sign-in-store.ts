import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
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

  async removeExpired(now: number): Promise<void> {
    await this.database.run((manager) =>
      manager.delete(SignInRow, { expiresAt: LessThanOrEqual(new Date(now)) }),
    );
  }
}
