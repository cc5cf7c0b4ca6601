export type { Coordinates } from './coordinates';
export { distanceMetres } from './distance';
export { destination } from './destination';
export { circleAround } from './circle-around';
export { PointIndex, type Neighbour } from './point-index';
export { CircleIndex, type Circle } from './circle-index';
export type { QueryCounters } from './query-counters';
