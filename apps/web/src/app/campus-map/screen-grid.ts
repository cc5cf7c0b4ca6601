export interface Pixels {
  x: number;
  y: number;
}

/** More cells than any map has in one column. */
const COLUMN = 1e7;

/** Points on the screen in square cells, so that whoever is near somebody is found without asking everybody. */
export class ScreenGrid<T extends Pixels> {
  private readonly cells = new Map<number, T[]>();

  constructor(private readonly cell: number) {}

  add(item: T): void {
    const key = Math.floor(item.x / this.cell) * COLUMN + Math.floor(item.y / this.cell);
    const there = this.cells.get(key);
    if (there) there.push(item);
    else this.cells.set(key, [item]);
  }

  /** The first within `radius` pixels of a place that `wanted` takes; the order within is of no meaning. */
  find(place: Pixels, radius: number, wanted: (item: T, distance: number) => boolean): T | undefined {
    const [left, right] = this.span(place.x, radius);
    const [top, bottom] = this.span(place.y, radius);
    for (let column = left; column <= right; column++) {
      for (let row = top; row <= bottom; row++) {
        for (const item of this.cells.get(column * COLUMN + row) ?? []) {
          const distance = Math.hypot(item.x - place.x, item.y - place.y);
          if (distance <= radius && wanted(item, distance)) return item;
        }
      }
    }
    return undefined;
  }

  /** Everything within `radius` pixels of a place. */
  near(place: Pixels, radius: number): T[] {
    const found: T[] = [];
    this.find(place, radius, (item) => {
      found.push(item);
      return false;
    });
    return found;
  }

  private span(middle: number, radius: number): [number, number] {
    return [Math.floor((middle - radius) / this.cell), Math.floor((middle + radius) / this.cell)];
  }
}
