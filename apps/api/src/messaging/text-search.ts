/** Text without case and accents: "Olá", "OLA" and "ola" become the same. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ'); // which sigma a capital becomes depends on what follows it

/** Tells whether a text contains `wanted`, ignoring case and accents. */
export function containing(wanted: string): (text: string) => boolean {
  const needle = folded(wanted);
  if (needle !== '') return (text) => folded(text).includes(needle);
  // Accents alone leave nothing to look for, which every text would contain: they are taken to the letter.
  const accents = wanted.normalize('NFD');
  return (text) => text.normalize('NFD').includes(accents);
}
