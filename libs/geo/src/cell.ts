import { EarthPoint } from './earth-point';

/**
 * Something with a place that one `CellTree` at a time can hold.
 *
 * Members of a leaf, and children of a branch, are chained through themselves: a
 * search among many people is bounded by how often it fetches from memory. Arrays in
 * every cell made it a quarter slower and members half as large again. All fields here
 * are kept by the tree.
 */
export abstract class Member<M> extends EarthPoint {
  leaf: Leaf<M> | undefined = undefined;
  next: M | undefined = undefined;
  previous: M | undefined = undefined;
}

export type Cell<M> = Leaf<M> | Branch<M>;

/**
 * The smallest cube of a tree, with the members in it: never none, once filed.
 *
 * `i`, `j`, `k` count leaves along x, y, z from a corner of the Earth's cube. They are
 * whole numbers of at most 24 bits: borders are exact, and no keys can collide.
 */
export class Leaf<M> {
  readonly level = 0;
  /** In sides of a leaf. */
  readonly side = 1;
  parent: Branch<M> | undefined = undefined;
  sibling: Cell<M> | undefined = undefined;
  first: M | undefined = undefined;

  constructor(
    public i: number,
    public j: number,
    public k: number,
  ) {}

  isAt(i: number, j: number, k: number): boolean {
    return this.i === i && this.j === j && this.k === k;
  }
}

/**
 * A cube that holds 2 to 8 smaller ones, at most one in each octant.
 *
 * At level L its side is that of 2^L leaves, and `i`, `j`, `k` count cubes of that
 * size. A child may be any number of levels smaller: cubes with a single child, of
 * which a lonely member would need twenty, do not exist.
 */
export class Branch<M> {
  parent: Branch<M> | undefined = undefined;
  sibling: Cell<M> | undefined = undefined;
  first: Cell<M> | undefined = undefined;
  /** In sides of a leaf; kept, because every search asks every cell. */
  readonly side: number;

  constructor(
    readonly level: number,
    readonly i: number,
    readonly j: number,
    readonly k: number,
  ) {
    this.side = 2 ** level;
  }

  adopt(child: Cell<M>): void {
    child.parent = this;
    child.sibling = this.first;
    this.first = child;
  }

  disown(child: Cell<M>): void {
    if (this.first === child) {
      this.first = child.sibling;
      return;
    }
    let elder = this.first;
    while (elder && elder.sibling !== child) elder = elder.sibling;
    if (elder) elder.sibling = child.sibling;
  }

  /** The child in the octant of leaf (i, j, k); it need not hold that leaf. */
  childTowards(i: number, j: number, k: number): Cell<M> | undefined {
    const octant = this.level - 1;
    for (let child = this.first; child; child = child.sibling) {
      const up = octant - child.level;
      if (child.i >> up !== i >> octant) continue;
      if (child.j >> up !== j >> octant) continue;
      if (child.k >> up === k >> octant) return child;
    }
    return undefined;
  }
}

/** Level of the smallest cube that holds both the cell and the leaf (i, j, k). */
export function commonLevel<M>(cell: Cell<M>, i: number, j: number, k: number): number {
  const { level } = cell;
  const difference = (cell.i ^ (i >> level)) | (cell.j ^ (j >> level)) | (cell.k ^ (k >> level));
  return level + (32 - Math.clz32(difference));
}
