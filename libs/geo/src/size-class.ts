import type { Member } from './cell';
import { CellTree } from './cell-tree';
import type { QueryCounters } from './query-counters';

/** More classes search less far in vain, fewer ask fewer trees; measured in README.md. */
const CLASSES_PER_DOUBLING = 4;

/** Side of a class's smallest cells as a share of its radius, before rounding down. */
const LEAF_SHARE = 1 / 3;

/** No cell needs to be larger than the cube of the whole Earth. */
const LARGEST_LEAF_METRES = 2 ** 23;

/** The class of a radius: those up to 1 m are one, and each quarter of a doubling is. */
export function rankOf(radiusMetres: number): number {
  return Math.ceil(CLASSES_PER_DOUBLING * Math.log2(Math.max(1, radiusMetres)));
}

/** Circles of about one size, by their centres. */
export class SizeClass<M extends Member<M>> {
  /** No circle of this class is larger, but for rounding, which the search allows for. */
  readonly largestMetres: number;
  readonly tree: CellTree<M>;

  constructor(
    readonly rank: number,
    counters: QueryCounters,
  ) {
    this.largestMetres = 2 ** (rank / CLASSES_PER_DOUBLING);
    const leafMetres = 2 ** Math.floor(Math.log2(this.largestMetres * LEAF_SHARE));
    this.tree = new CellTree(Math.min(LARGEST_LEAF_METRES, Math.max(1, leafMetres)), counters);
  }
}
