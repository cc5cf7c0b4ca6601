import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { parse } from '../errors';

/** Pipe that reads a body or a query by a schema of the contract. */
export function parsed<Schema extends z.ZodType>(schema: Schema): PipeTransform<unknown, z.output<Schema>> {
  return { transform: (value: unknown) => parse(schema, value) };
}
