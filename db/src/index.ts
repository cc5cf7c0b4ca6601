export { MIGRATIONS } from './migrations';
export { schemaSql } from './schema-sql';
export { default as STARTING_BUILDINGS } from './starting-buildings.json';
