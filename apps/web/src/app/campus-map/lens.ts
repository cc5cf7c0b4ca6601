import type { Coordinates } from '@perto/contract';
import { metresBetween, pointAt } from '../position/metres';

interface Circle extends Coordinates {
  /** Metres. */
  radius: number;
}

/** A corner every three degrees: at the scale of a building nobody sees that it is no curve. */
const CORNERS = 120;

/** The outline of what two circles have in common, in order around it; empty where they do not cross. */
export function lensOf(a: Circle, b: Circle): Coordinates[] {
  const distance = metresBetween(a, b);
  if (distance >= a.radius + b.radius) return [];
  const inside = [...edgeIn(a, b), ...edgeIn(b, a), ...crossings(a, b, distance)];
  if (inside.length < 3) return [];
  // What two circles have in common has no dents: around its middle its corners come in order.
  const middle = {
    latitude: inside.reduce((sum, { latitude }) => sum + latitude, 0) / inside.length,
    longitude: inside.reduce((sum, { longitude }) => sum + longitude, 0) / inside.length,
  };
  const angle = ({ latitude, longitude }: Coordinates): number =>
    Math.atan2(latitude - middle.latitude, (longitude - middle.longitude) * cosine(middle));
  return inside.sort((p, q) => angle(p) - angle(q));
}

/** The corners of one circle that lie in the other. */
function edgeIn(circle: Circle, other: Circle): Coordinates[] {
  return Array.from({ length: CORNERS }, (_, corner) =>
    pointAt(circle, circle.radius, (corner * 360) / CORNERS),
  ).filter((corner) => metresBetween(corner, other) <= other.radius);
}

/** Where the two edges cross; none where one circle lies in the other. */
function crossings(a: Circle, b: Circle, distance: number): Coordinates[] {
  if (distance <= Math.abs(a.radius - b.radius)) return [];
  const along = (a.radius ** 2 - b.radius ** 2 + distance ** 2) / (2 * distance);
  const turn = (Math.acos(Math.max(-1, Math.min(1, along / a.radius))) * 180) / Math.PI;
  const towards = bearing(a, b);
  return [towards - turn, towards + turn].map((direction) => pointAt(a, a.radius, direction));
}

function bearing(from: Coordinates, to: Coordinates): number {
  const east = (to.longitude - from.longitude) * cosine(from);
  return (Math.atan2(east, to.latitude - from.latitude) * 180) / Math.PI;
}

function cosine({ latitude }: Coordinates): number {
  return Math.cos((latitude * Math.PI) / 180);
}
