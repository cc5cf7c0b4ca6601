import { createConnection, type Connection, type RowDataPacket } from 'mysql2';

/** mysql2 does not declare it: the socket below a connection. */
interface Streamed {
  stream: { destroy(reason: Error): void };
}

type Row = Record<string, unknown>;

/** One connection to MySQL on which every question has a deadline. */
export class MysqlQuestions {
  private constructor(private readonly connection: Connection) {}

  /** The server's id of this connection. */
  get connectionId(): number {
    return this.connection.threadId;
  }

  /** @throws whatever keeps the connection from being there after `deadlineMs` */
  static connect(url: string, deadlineMs: number): Promise<MysqlQuestions> {
    const connection = createConnection({
      uri: url.replace(/^mariadb:/, 'mysql:'),
      connectTimeout: deadlineMs,
      enableKeepAlive: true,
    });
    connection.on('error', () => undefined); // told by `onLost` and by what is being asked
    return new Promise((resolve, reject) => {
      connection.connect((error) => (error ? reject(error) : resolve(new MysqlQuestions(connection))));
    });
  }

  /** Calls `listener` when the connection is gone, perhaps more than once. */
  onLost(listener: () => void): void {
    this.connection.on('error', listener);
    this.connection.on('end', listener);
  }

  /**
   * The first row of the answer; empty when the statement has none.
   *
   * @throws the server's error, or that there was no answer; then the connection is broken off
   */
  ask(sql: string, values: unknown[], deadlineMs: number): Promise<Row> {
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        // After a pause of this process the answer may be there, unread: it is read before it is missed.
        last = setImmediate(() => this.breakOff(new Error('There was no answer in time.')));
      }, deadlineMs);
      let last: NodeJS.Immediate | undefined;
      this.connection.query<RowDataPacket[]>(sql, values, (error, rows) => {
        clearTimeout(deadline);
        clearImmediate(last);
        if (error) reject(error);
        else resolve(Array.isArray(rows) ? (rows[0] ?? {}) : {});
      });
    });
  }

  /** Ends the connection at once; what is being asked fails with `reason`. */
  breakOff(reason: Error): void {
    (this.connection as unknown as Streamed).stream.destroy(reason);
  }

  /** Takes leave of the server, which may take `deadlineMs`. */
  end(deadlineMs: number): Promise<void> {
    return new Promise((resolve) => {
      const deadline = setTimeout(() => {
        this.breakOff(new Error('The server did not take leave.'));
        resolve();
      }, deadlineMs);
      this.connection.end(() => {
        clearTimeout(deadline);
        resolve();
      });
    });
  }
}
