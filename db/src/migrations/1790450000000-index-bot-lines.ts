import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex, dropIndexIfThere } from './database-parts';

/** What a bot said is found newest first, without reading all that it ever said. */
export class IndexBotLines1790450000000 implements MigrationInterface {
  name = 'IndexBotLines1790450000000';

  async up(runner: QueryRunner): Promise<void> {
    await addIndex(runner, 'log', 'ix_log_bot_time');
    await dropIndexIfThere(runner, 'log', 'ix_log_bot'); // it began with the same column
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX `ix_log_bot` ON `log` (`bot_id`)');
    await dropIndexIfThere(runner, 'log', 'ix_log_bot_time');
  }
}
