import { Injectable } from '@nestjs/common';
import type { ParticipantKind } from '@perto/contract';
import { In, LessThanOrEqual } from 'typeorm';
import { Database } from '../platform/database/database';
import { botAddress, userAddress, type Address } from './address';
import { BotSignInRow } from './bot-sign-in.row';
import type { SignIn } from './sign-in';
import { SignInRow } from './sign-in.row';

/** Sign-ins that are alive, in the database: users' and bots' each in a table of their own. */
@Injectable()
export class SignInStore {
  constructor(private readonly database: Database) {}

  async add({ digest, holder, expiresAt }: SignIn, createdAt: number): Promise<void> {
    const row = { digest, createdAt: new Date(createdAt), expiresAt: new Date(expiresAt) };
    await this.database.run((manager) =>
      holder.kind === 'bot'
        ? manager.insert(BotSignInRow, { ...row, botId: holder.id })
        : manager.insert(SignInRow, { ...row, userId: holder.id }),
    );
  }

  async find(digest: string, kind: ParticipantKind): Promise<SignIn | undefined> {
    return this.database.run(async (manager) => {
      const row =
        kind === 'bot'
          ? await manager.findOneBy(BotSignInRow, { digest })
          : await manager.findOneBy(SignInRow, { digest });
      return row ? signInOf(row) : undefined;
    });
  }

  async ofHolder({ kind, id }: Address): Promise<SignIn[]> {
    const rows = await this.database.run<(SignInRow | BotSignInRow)[]>((manager) =>
      kind === 'bot'
        ? manager.findBy(BotSignInRow, { botId: id })
        : manager.findBy(SignInRow, { userId: id }),
    );
    return rows.map(signInOf);
  }

  /** Removes sign-ins of one holder. */
  async remove({ kind }: Address, digests: readonly string[]): Promise<void> {
    await this.database.run((manager) => manager.delete(tableOf(kind), { digest: In(digests) }));
  }

  /** Removes at most `limit` of those of each kind that have expired; how many it were. */
  async removeExpired(now: number, limit: number): Promise<number> {
    let removed = 0;
    for (const kind of ['user', 'bot'] as const) removed += await this.removeExpiredOf(kind, now, limit);
    return removed;
  }

  private removeExpiredOf(kind: ParticipantKind, now: number, limit: number): Promise<number> {
    const table = tableOf(kind);
    return this.database.run(async (manager) => {
      const expired = await manager.find(table, {
        where: { expiresAt: LessThanOrEqual(new Date(now)) },
        take: limit,
        select: { digest: true },
      });
      if (expired.length > 0)
        await manager.delete(table, { digest: In(expired.map(({ digest }) => digest)) });
      return expired.length;
    });
  }
}

const tableOf = (kind: ParticipantKind): typeof SignInRow | typeof BotSignInRow =>
  kind === 'bot' ? BotSignInRow : SignInRow;

const signInOf = (row: SignInRow | BotSignInRow): SignIn => ({
  digest: row.digest,
  holder: row instanceof BotSignInRow ? botAddress(row.botId) : userAddress(row.userId),
  expiresAt: row.expiresAt.getTime(),
});
