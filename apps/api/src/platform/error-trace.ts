import { PertoError } from './errors';

/**
 * What the log may say of an error: its kind, and where it happened.
 *
 * A database's message can quote the value it stumbled over ("Incorrect string value",
 * "Duplicate entry"), which is what people wrote: of such errors the code alone is told.
 */
export function traceOf(error: unknown): string {
  // What was refused because of something else is told as that.
  if (error instanceof PertoError && error.cause instanceof Error) return traceOf(error.cause);
  if (!(error instanceof Error)) return typeof error === 'string' ? error : 'Something that is no error';
  // A parser quotes what it could not read.
  const code = error instanceof SyntaxError ? 'something could not be read' : databaseCodeOf(error);
  if (code === undefined) return error.stack ?? `${error.name}: ${error.message}`;
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^ {4}at /.test(line));
  return [`${error.name}: ${code}`, ...frames].join('\n');
}

/** The first line of the trace. */
export const briefTraceOf = (error: unknown): string => traceOf(error).split('\n', 1)[0] ?? '';

/** The database's own code of an error; undefined when the error is not one of a database. */
function databaseCodeOf(error: Error): string | undefined {
  const driverError = 'driverError' in error ? error.driverError : 'sqlMessage' in error ? error : undefined;
  if (typeof driverError !== 'object' || driverError === null) return undefined;
  const code = 'code' in driverError ? driverError.code : undefined;
  return typeof code === 'string' ? code : 'an error of the database';
}
