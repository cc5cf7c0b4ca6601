import { QueueFull } from '../semaphore';

/** Errors of Node and of the MySQL client: there is no connection, or none any more. */
const CLIENT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EAI_AGAIN',
  'ENOTFOUND',
  'ENOENT', // the file of a UNIX socket
  'ENOSPC',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ERROR',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'PROTOCOL_UNEXPECTED_PACKET',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'POOL_CLOSED',
]);

/** Errors of MySQL and MariaDB that say: not now. Numbers, because the two have different names for some. */
const SERVER_NUMBERS = new Set([
  // Storage: full, failing, or not to be written to.
  3, // error writing a file
  20, // disk full, waiting for somebody to free space
  28, // no space left on device
  1021, // disk full
  1026, // error writing a file
  1030, // error from the storage engine
  1114, // the table is full
  1180, // error during COMMIT
  1206, // more locks than the lock table holds
  1290, // started read-only
  1792, // the transaction is read-only
  1836, // read-only mode
  1874, // InnoDB is read-only
  3675, // disk full, not waiting
  // Resources and accounts.
  1037, // out of memory
  1038, // out of sort memory
  1041, // out of resources
  1040, // too many connections
  1044, // the account may not use this database (any more)
  1045, // the account's password is not right (any more)
  1049, // the database is not there (any more)
  1129, // this host is blocked because of connection errors
  1203, // too many connections of this user
  1226, // a limit of this user
  // The connection, the server, or the statement was ended.
  1042, // the client's address cannot be resolved
  1043, // bad handshake
  1053, // shutting down
  1077, // shut down
  1079, // shut down
  1080, // forced to close the connection
  1152, // aborted connection
  1158, // error reading from the network
  1159, // timeout reading from the network
  1160, // error writing to the network
  1161, // timeout writing to the network
  1184, // aborted connection
  1205, // lock wait timeout
  1213, // deadlock
  1317, // statement interrupted
  1927, // connection killed (MariaDB)
  1969, // statement took too long (MariaDB)
  3024, // statement took too long (MySQL)
  3169, // session killed
  3572, // a lock that is not waited for
  4031, // closed because of inactivity
]);

const DEADLOCK = 1213;

/** SQLite's result codes that say the same; extended ones begin with these. */
const SQLITE_CODE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|NOMEM|PROTOCOL)/;

/** What mysql2 only has words for. */
const MESSAGES = /queue limit reached|pool is closed|connection is in closed state|connection is closed/i;

/** Whether `error` says that the database cannot be used for the moment, rather than that something is wrong with the request. */
export function isAway(error: unknown): boolean {
  if (error instanceof QueueFull) return true;
  const fault = driverFault(error);
  return (
    CLIENT_CODES.has(fault.code) ||
    SERVER_NUMBERS.has(fault.number) ||
    SQLITE_CODE.test(fault.code) ||
    MESSAGES.test(fault.message)
  );
}

/** Account, password or database are not what the server knows: waiting does not help. */
const REFUSALS = new Set([1044, 1045, 1049, 1698]);

/** Whether the server answers, and will not have us. */
export const isRefusal = (error: unknown): boolean => REFUSALS.has(driverFault(error).number);

/** Whether the engine undid the transaction to break a deadlock: the same again may succeed. */
export const isDeadlock = (error: unknown): boolean => driverFault(error).number === DEADLOCK;

interface DriverFault {
  code: string;
  number: number;
  message: string;
}

/** The driver's own error; TypeORM wraps it. */
function driverFault(error: unknown): DriverFault {
  if (typeof error !== 'object' || error === null) return { code: '', number: 0, message: '' };
  if ('driverError' in error) return driverFault(error.driverError);
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : '',
    number: 'errno' in error && typeof error.errno === 'number' ? error.errno : 0,
    message: error instanceof Error ? error.message : '',
  };
}
