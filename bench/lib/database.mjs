import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

/** An empty database on the server that `tools/with-services.mjs` started, and its removal. */
export async function freshDatabase() {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('Run this under: node tools/with-services.mjs --');
  const name = `perto_bench_${randomBytes(4).toString('hex')}`;
  const administer = async (statement) => {
    const connection = await createConnection(server);
    await connection.query(statement);
    await connection.end();
  };
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`DROP DATABASE ${name}`) };
}
