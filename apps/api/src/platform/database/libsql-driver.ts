import Libsql from 'libsql';

type Statement = ReturnType<InstanceType<typeof Libsql>['prepare']>;

/**
 * libsql behind the face of better-sqlite3 that TypeORM knows.
 *
 * libsql takes a lone object for named parameters: a single NULL throws and a
 * single Buffer ends the process. One array of positional parameters is safe.
 */
export class LibsqlDriver extends Libsql {
  // The library's declaration infers parameter tuples that the driver never uses.
  override prepare = ((sql: string): Statement => {
    const statement = super.prepare(sql);
    const original = Object.getPrototypeOf(statement) as Statement;
    const positional = (parameters: unknown[]) =>
      parameters.map((value) => (value === undefined ? null : value));
    return Object.assign(statement, {
      run: (...parameters: unknown[]) => original.run.call(statement, positional(parameters)),
      get: (...parameters: unknown[]) => original.get.call(statement, positional(parameters)),
      iterate: (...parameters: unknown[]) => original.iterate.call(statement, positional(parameters)),
      all: (...parameters: unknown[]) => [...original.iterate.call(statement, positional(parameters))],
    });
  }) as InstanceType<typeof Libsql>['prepare'];
}
