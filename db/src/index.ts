export { MIGRATIONS } from './migrations';
export { default as STARTING_BUILDINGS } from './starting-buildings.json';
