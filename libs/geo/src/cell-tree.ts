import { Branch, commonLevel, Leaf, type Cell, type Member } from './cell';
import type { EarthPoint } from './earth-point';
import type { QueryCounters } from './query-counters';

/** Half the side, in metres, of the cube that holds the whole Earth: a power of two. */
const HALF_EARTH_CUBE_METRES = 2 ** 23;

/** Searches go this much too far, to cover the rounding of positions (nanometres). */
const ROUNDING_METRES = 1e-6;
const ROUNDING_SHARE = 1e-9;

/**
 * Members by place: a sparse octree over space, not over latitude and longitude.
 *
 * A circle on the ground is the ground inside a ball, so a search looks at cubes
 * that touch a ball. Cubes are alike everywhere on the Earth: there is no seam at
 * the antimeridian and no narrowing of cells towards the poles. Only cells with
 * members exist, and at most twice as many cells as members.
 */
export class CellTree<M extends Member<M>> {
  private root: Cell<M> | undefined = undefined;

  /** @param leafMetres side of the smallest cube: a power of two, 1 to 2^23 */
  constructor(
    private readonly leafMetres: number,
    private readonly counters: QueryCounters,
  ) {}

  /** Files a new member, or one that has moved. Within one cell this costs nothing. */
  place(member: M): void {
    const i = Math.floor(this.inLeaves(member.x));
    const j = Math.floor(this.inLeaves(member.y));
    const k = Math.floor(this.inLeaves(member.z));
    const { leaf } = member;
    if (leaf) {
      if (leaf.isAt(i, j, k)) return;
      if (moveLonely(leaf, i, j, k)) return;
      this.remove(member);
    }
    const home = this.leafFor(i, j, k);
    member.leaf = home;
    member.next = home.first;
    if (home.first) home.first.previous = member;
    home.first = member;
  }

  /** Takes out a member that this tree holds, and the cells that it leaves empty. */
  remove(member: M): void {
    const { leaf, next, previous } = member;
    if (!leaf) return;
    if (next) next.previous = previous;
    if (previous) previous.next = next;
    else leaf.first = next;
    member.leaf = member.next = member.previous = undefined;
    if (!leaf.first) this.drop(leaf);
  }

  /**
   * Shows every member within so many metres of the centre, and some around them.
   *
   * `examine` has to measure for itself; straight lines decide here, which are
   * never longer than what `arcMetres` says.
   */
  search(centre: EarthPoint, radiusMetres: number, examine: (member: M) => void): void {
    if (!this.root) return;
    const reach = radiusMetres * (1 + ROUNDING_SHARE) + ROUNDING_METRES;
    const ball: Ball<M> = {
      x: this.inLeaves(centre.x),
      y: this.inLeaves(centre.y),
      z: this.inLeaves(centre.z),
      reachSquared: (reach / this.leafMetres) ** 2,
      counters: this.counters,
      examine,
    };
    searchCell(this.root, ball);
  }

  /** Along one axis, from the corner of the Earth's cube, in sides of a leaf. */
  private inLeaves(metres: number): number {
    return (metres + HALF_EARTH_CUBE_METRES) / this.leafMetres;
  }

  private leafFor(i: number, j: number, k: number): Leaf<M> {
    let cell = this.root;
    if (!cell) return (this.root = new Leaf<M>(i, j, k));
    for (;;) {
      const level = commonLevel(cell, i, j, k);
      if (level > cell.level) return this.forkAbove(cell, level, new Leaf<M>(i, j, k));
      if (cell instanceof Leaf) return cell;
      const child: Cell<M> | undefined = cell.childTowards(i, j, k);
      if (!child) {
        const leaf = new Leaf<M>(i, j, k);
        cell.adopt(leaf);
        return leaf;
      }
      cell = child;
    }
  }

  /** Puts a branch of the given level in the cell's stead, over the cell and a new leaf. */
  private forkAbove(cell: Cell<M>, level: number, leaf: Leaf<M>): Leaf<M> {
    const fork = new Branch<M>(level, leaf.i >> level, leaf.j >> level, leaf.k >> level);
    this.putInstead(cell, fork);
    fork.adopt(cell);
    fork.adopt(leaf);
    return leaf;
  }

  private drop(leaf: Leaf<M>): void {
    const { parent } = leaf;
    if (!parent) {
      this.root = undefined;
      return;
    }
    parent.disown(leaf);
    const only = parent.first;
    if (only && !only.sibling) this.putInstead(parent, only);
  }

  private putInstead(old: Cell<M>, cell: Cell<M>): void {
    const { parent } = old;
    if (parent) {
      parent.disown(old);
      parent.adopt(cell);
    } else {
      cell.parent = cell.sibling = undefined;
      this.root = cell;
    }
  }
}

interface Ball<M> {
  x: number;
  y: number;
  z: number;
  reachSquared: number;
  counters: QueryCounters;
  examine: (member: M) => void;
}

function searchCell<M extends Member<M>>(cell: Cell<M>, ball: Ball<M>): void {
  ball.counters.cells++;
  const { side } = cell;
  const x = outside(ball.x, cell.i * side, side);
  const y = outside(ball.y, cell.j * side, side);
  const z = outside(ball.z, cell.k * side, side);
  if (x * x + y * y + z * z > ball.reachSquared) return;

  if (cell instanceof Leaf) {
    for (let member = cell.first; member; member = member.next) {
      ball.counters.examined++;
      ball.examine(member);
    }
  } else {
    for (let child = cell.first; child; child = child.sibling) searchCell(child, ball);
  }
}

/** How far a value lies outside [low, low + side]. */
function outside(value: number, low: number, side: number): number {
  if (value < low) return low - value;
  return value > low + side ? value - low - side : 0;
}

/**
 * Moves a leaf along with its only member, while no other cell would have to change.
 *
 * Walkers mostly are alone in their leaf and stay in its octant of the parent, so
 * most moves need no new cells.
 */
function moveLonely<M extends Member<M>>(leaf: Leaf<M>, i: number, j: number, k: number): boolean {
  if (leaf.first?.next) return false;
  const { parent } = leaf;
  if (parent && commonLevel(leaf, i, j, k) >= parent.level) return false;
  leaf.i = i;
  leaf.j = j;
  leaf.k = k;
  return true;
}
