export interface Pixels {
  x: number;
  y: number;
}

/** Closer than this, discs hide each other. Pixels. */
const TOO_CLOSE = 16;
/** Room that a disc takes beside others. Pixels. */
const ROOM = 30;
/** A bigger crowd would not fit around one place. */
const MOST = 12;

/**
 * How far each disc steps aside, in pixels, so that people at one place are all seen.
 *
 * Whoever says by hand "I am in this building" stands at exactly its middle, with everybody else who says so.
 * `me`, if given, keeps its place and the others stand around it.
 */
export function stepsApart(discs: readonly Pixels[], me?: Pixels): Pixels[] {
  const steps = discs.map((): Pixels => ({ x: 0, y: 0 }));
  const groups: { at: Pixels; members: number[]; round: boolean }[] = me
    ? [{ at: me, members: [], round: true }]
    : [];
  discs.forEach((disc, index) => {
    const group = groups.find(({ at }) => Math.hypot(at.x - disc.x, at.y - disc.y) < TOO_CLOSE);
    if (group) group.members.push(index);
    else groups.push({ at: disc, members: [index], round: false });
  });
  for (const { at, members, round } of groups) {
    const count = members.length;
    if (count > MOST || (count < 2 && !round)) continue;
    const radius = Math.max(round ? ROOM : 0, count > 1 ? ROOM / 2 / Math.sin(Math.PI / count) : 0);
    members.forEach((member, place) => {
      const angle = (2 * Math.PI * place) / count;
      const { x, y } = discs[member]!;
      steps[member] = {
        x: Math.round(at.x + radius * Math.cos(angle) - x),
        y: Math.round(at.y + radius * Math.sin(angle) - y),
      };
    });
  }
  return steps;
}
