import type { QueryRunner } from 'typeorm';

export type Dialect = 'mysql' | 'sqlite';

/** Which SQL the database reads; MySQL and MariaDB read the same. */
export function dialectOf(runner: QueryRunner): Dialect {
  return ['mysql', 'mariadb'].includes(runner.dataSource.options.type) ? 'mysql' : 'sqlite';
}
