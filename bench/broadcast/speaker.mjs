import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { ask } from '../../tools/simulate/student.mjs';

/** Torre Norte, as the starting data has it. */
const BUILDING = '2448131361091';

/** A bot that an admin has authorised, past the admin. */
export class Speaker {
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  static async arrive(url, databaseUrl) {
    const id = `bench-${randomBytes(4).toString('hex')}`;
    const { pass } = await post(url, '/API/bot/register', { id, b_id: BUILDING });
    const database = await createConnection(databaseUrl);
    await database.query('UPDATE bot SET authorized = 1 WHERE id = ?', [id]);
    await database.end();
    const { token } = await post(url, '/API/bot/auth', { id, pass });
    return new Speaker(url, token);
  }

  /** Speaks to everybody in the building; answers how many they are. */
  async say(message) {
    const { reached } = await post(this.url, '/API/bot/message', { message, token: this.token });
    return reached;
  }
}

const post = (url, path, body) => ask(url, path, { method: 'POST', body });
