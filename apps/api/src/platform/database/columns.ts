import type { ColumnOptions, PrimaryColumnOptions } from 'typeorm';

const toNumber = (value: string | number | null): number | null => (value === null ? null : Number(value));

// MySQL rounds to the column's scale by itself; SQLite keeps whatever it is given.
const rounded = (value: number | null | undefined): number | null | undefined =>
  typeof value === 'number' ? Math.round(value * 1e7) / 1e7 : value;

/** A latitude or longitude: WGS-84 degrees to seven decimals, which is a centimetre. */
export const degrees = (name: string): ColumnOptions => ({
  name,
  type: 'decimal',
  precision: 10,
  scale: 7,
  nullable: true,
  // MySQL hands decimals over as text, so that nothing is lost; a double holds these exactly enough.
  transformer: { from: toNumber, to: rounded },
});

/** An instant in UTC, to the millisecond. */
export const instant = (name: string): ColumnOptions => ({ name, type: 'datetime', precision: 3 });

export const idText = (name: string): PrimaryColumnOptions & ColumnOptions => ({
  name,
  type: 'varchar',
  length: 50,
});
