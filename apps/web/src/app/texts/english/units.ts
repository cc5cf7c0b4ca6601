const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1, useGrouping: false });

/** Numbers with what they count. `Intl` decides the decimal mark; the noun agrees with its number. */
export const units = {
  metres: (value: number): string =>
    Math.round(value) < 1000 ? `${Math.round(value)} m` : `${number.format(value / 1000)} km`,
  metresSpoken: (value: number): string =>
    Math.round(value) === 1 ? '1 metre' : `${Math.round(value)} metres`,
  people: (count: number): string => (count === 1 ? '1 person' : `${count} people`),
  seconds: (count: number): string => `${count} s`,
  ago: (age: number): string => {
    if (age < 60) return `${Math.max(0, Math.round(age))} s ago`;
    if (age < 3600) return `${Math.round(age / 60)} min ago`;
    return `${Math.round(age / 3600)} h ago`;
  },
};
