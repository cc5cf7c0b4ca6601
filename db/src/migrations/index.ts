import { CreateSchema1790000000000 } from './1790000000000-create-schema';

/** Every migration, oldest first. Each builds on what the one before left, on any database. */
export const MIGRATIONS = [CreateSchema1790000000000];
