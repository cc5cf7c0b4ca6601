import { schemaStatements } from './migrations/schema-statements';

const HEADER = `-- Perto's database for MySQL 8.4 and MariaDB 10.11, as the migrations make it.
-- The server makes its tables by itself when it starts: this file is for reading, and for making an
-- empty database by hand. Its source is db/src/migrations; a test holds the two together.
`;

/** The text of `db/schema.sql`. */
export function schemaSql(): string {
  return `${HEADER}\n${schemaStatements('mysql')
    .map((statement) => `${statement};\n`)
    .join('\n')}`;
}
