/** What an index has done since it was made, for tests and benchmarks. */
export interface QueryCounters {
  queries: number;
  /** Members whose distance was computed. */
  examined: number;
  /** Members found. */
  answers: number;
  /** Cells whose box was compared with the search, empty ones do not exist. */
  cells: number;
}

export function noQueries(): QueryCounters {
  return { queries: 0, examined: 0, answers: 0, cells: 0 };
}
