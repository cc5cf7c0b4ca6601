import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from './database-parts';
import { dialectOf } from './dialect';
import { schemaStatements } from './schema-statements';

const COLUMNS = [
  ['building', 'retired_at'],
  ['bot', 'registered_at'],
  ['bot', 'decided_at'],
  ['message', 'b_id'],
  ['message', 'recipient_count'],
] as const;

/**
 * What bots and admins need: bots' tokens, when each bot was registered and decided
 * on, retired buildings, messages to a whole building, and what admins did.
 *
 * Every step is taken only where it is missing, so an interrupted run goes on.
 */
export class BotsAndAdmins1790400000000 implements MigrationInterface {
  name = 'BotsAndAdmins1790400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS) await addColumn(runner, table, column);
    await runner.query(
      'UPDATE `message` SET `recipient_count` = ' +
        '(SELECT COUNT(*) FROM `message_recipient` WHERE `message_recipient`.`message_id` = `message`.`id`)',
    );
    for (const statement of schemaStatements(dialectOf(runner))) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['admin_action', 'bot_sign_in']) await runner.query(`DROP TABLE \`${table}\``);
    for (const [table, column] of [...COLUMNS].reverse())
      await runner.query(`ALTER TABLE \`${table}\` DROP COLUMN \`${column}\``);
  }
}
