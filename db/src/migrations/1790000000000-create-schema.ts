import type { MigrationInterface, QueryRunner } from 'typeorm';
import { adoptOriginal } from './adopt-original';
import { dialectOf } from './dialect';
import { schemaStatements } from './schema-statements';

/**
 * The first schema. Creates what is missing, and adopts a database made by the
 * original system's script. Can be run again after it was interrupted: MySQL
 * commits every DDL statement by itself.
 */
export class CreateSchema1790000000000 implements MigrationInterface {
  name = 'CreateSchema1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    if (dialect === 'mysql') await adoptOriginal(runner);
    for (const statement of schemaStatements(dialect)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['message_recipient', 'message', 'sign_in', 'log', 'bot', 'user', 'building'];
    for (const table of tables) await runner.query(`DROP TABLE IF EXISTS \`${table}\``);
  }
}
