/** What came of one fault, over all its trials. */
export interface Result {
  fault: string;
  trials: number;
  /** Acknowledged messages that were not shown in an open tab. */
  lost: number;
  /** Messages shown twice in a tab. */
  doubled: number;
  /** People who were still there, in a list or in the database, 20 s after they had left. */
  ghosts: number;
  /** Milliseconds from the part's being back to the first message that was acknowledged and shown. */
  recoveries: number[];
  /** The slowest 503, in milliseconds. */
  slowestRefusal?: number;
  /** What must not be, in words; empty: the fault was borne. */
  violations: string[];
  /** Numbers worth telling. */
  remarks: string[];
}

/** The results of one fault as one. */
export function together(results: readonly Result[]): Result[] {
  const byFault = new Map<string, Result>();
  for (const result of results) {
    const sum = byFault.get(result.fault);
    byFault.set(result.fault, sum ? added(sum, result) : result);
  }
  return [...byFault.values()];
}

function added(one: Result, other: Result): Result {
  const refusals = [one, other].flatMap(({ slowestRefusal }) => slowestRefusal ?? []);
  return {
    fault: one.fault,
    trials: one.trials + other.trials,
    lost: one.lost + other.lost,
    doubled: one.doubled + other.doubled,
    ghosts: one.ghosts + other.ghosts,
    recoveries: [...one.recoveries, ...other.recoveries],
    ...(refusals.length ? { slowestRefusal: Math.max(...refusals) } : {}),
    violations: [...one.violations, ...other.violations],
    remarks: [...one.remarks, ...other.remarks],
  };
}

const HEADINGS = [
  'fault',
  'trials',
  'lost',
  'doubled',
  'ghosts',
  'recovery median',
  'longest',
  'slowest 503',
];

/** The results as a Markdown table. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.fault,
    String(result.trials),
    String(result.lost),
    String(result.doubled),
    String(result.ghosts),
    seconds(median(result.recoveries)),
    seconds(result.recoveries.length ? Math.max(...result.recoveries) : undefined),
    seconds(result.slowestRefusal),
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(HEADINGS), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export function median(numbers: readonly number[]): number | undefined {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

const seconds = (milliseconds: number | undefined): string =>
  milliseconds === undefined ? '–' : `${(milliseconds / 1000).toFixed(2)} s`;
