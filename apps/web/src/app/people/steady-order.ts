/** Where somebody stands in a list: below which heading, and after whom. */
export interface Standing {
  id: string;
  group: string;
}

/**
 * The order while somebody points at a row: nobody changes place, who has left is taken out, and who is
 * new comes last in their group.
 */
export function steadyOrder(shown: readonly Standing[], wanted: readonly Standing[]): Standing[] {
  const here = new Set(wanted.map(({ id }) => id));
  const known = new Set(shown.map(({ id }) => id));
  return [...shown.filter(({ id }) => here.has(id)), ...wanted.filter(({ id }) => !known.has(id))];
}
