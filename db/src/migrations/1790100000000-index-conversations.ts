import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex, dropIndex } from './database-parts';

const TABLE = 'message_recipient';
const INDEX = 'ix_recipient_conversation';

/**
 * The index that a conversation between two is read by. A database made since
 * has it from the first migration or from `db/schema.sql`.
 */
export class IndexConversations1790100000000 implements MigrationInterface {
  name = 'IndexConversations1790100000000';

  up(runner: QueryRunner): Promise<void> {
    return addIndex(runner, TABLE, INDEX);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropIndex(runner, TABLE, INDEX);
  }
}
