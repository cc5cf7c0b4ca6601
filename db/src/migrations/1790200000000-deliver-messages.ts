import { randomUUID } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, addIndex, dropIndex } from './database-parts';
import { dialectOf, type Dialect } from './dialect';
import { schemaStatements } from './schema-statements';

/** Messages that were there before anybody counted get their numbers in the order of their ids. */
const COUNTED =
  'SELECT `message_id`, `recipient_kind`, `recipient_id`, ' +
  'ROW_NUMBER() OVER (PARTITION BY `recipient_kind`, `recipient_id` ORDER BY `message_id`) AS `place` ' +
  'FROM `message_recipient`';
const SAME_LINE =
  '`counted`.`message_id` = `message_recipient`.`message_id` ' +
  'AND `counted`.`recipient_kind` = `message_recipient`.`recipient_kind` ' +
  'AND `counted`.`recipient_id` = `message_recipient`.`recipient_id`';
const NUMBER_LINES: Record<Dialect, string> = {
  mysql:
    `UPDATE \`message_recipient\` JOIN (${COUNTED}) \`counted\` ON ${SAME_LINE} ` +
    'SET `message_recipient`.`sequence` = `counted`.`place`',
  sqlite: `UPDATE \`message_recipient\` SET \`sequence\` = \`counted\`.\`place\` FROM (${COUNTED}) AS \`counted\` WHERE ${SAME_LINE}`,
};

/**
 * What it takes to deliver a message for sure: a number in each recipient's own
 * order, when it was delivered and seen, a key against repeats, and the outbox.
 *
 * Every step is taken only where it is missing, so an interrupted run goes on.
 */
export class DeliverMessages1790200000000 implements MigrationInterface {
  name = 'DeliverMessages1790200000000';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    await addColumn(runner, 'message', 'idempotency_key');
    await addIndex(runner, 'message', 'ux_message_key');
    await addColumn(runner, 'message_recipient', 'sequence');
    await addColumn(runner, 'message_recipient', 'delivered_at');
    await addColumn(runner, 'message_recipient', 'seen_at');
    await runner.query(NUMBER_LINES[dialect]); // nobody sends while migrations run
    await addIndex(runner, 'message_recipient', 'ux_recipient_sequence');
    // What was written before there was a word for it counts as seen.
    await runner.query('UPDATE `message_recipient` SET `delivered_at` = `sent_at`, `seen_at` = `sent_at`');
    for (const statement of schemaStatements(dialect)) await runner.query(statement);
    await runner.query('DELETE FROM `mailbox`');
    await runner.query(
      'INSERT INTO `mailbox` (`recipient_kind`, `recipient_id`, `sequence`) ' +
        'SELECT `recipient_kind`, `recipient_id`, MAX(`sequence`) FROM `message_recipient` ' +
        'GROUP BY `recipient_kind`, `recipient_id`',
    );
    await runner.query('DELETE FROM `installation`');
    await runner.query('INSERT INTO `installation` (`id`) VALUES (?)', [randomUUID()]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['installation', 'outbox', 'mailbox']) await runner.query(`DROP TABLE \`${table}\``);
    await dropIndex(runner, 'message_recipient', 'ux_recipient_sequence');
    for (const column of ['seen_at', 'delivered_at', 'sequence'])
      await runner.query(`ALTER TABLE \`message_recipient\` DROP COLUMN \`${column}\``);
    await dropIndex(runner, 'message', 'ux_message_key');
    await runner.query('ALTER TABLE `message` DROP COLUMN `idempotency_key`');
  }
}
