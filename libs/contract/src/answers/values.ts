import * as z from 'zod';

// Pieces of the answers. The page never loads these files: it knows their types alone.

/** A moment: RFC 3339, UTC. */
export const moment = z.iso.datetime().describe('RFC 3339, UTC.');

/** A moment as the original has it. */
export const wallTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  .describe('`YYYY-MM-DD HH:MM:SS`, wall time of the server’s time zone.');

export const idText = z.string().describe('Id of a user, a bot or a building.');

export const messageIdText = z
  .string()
  .describe('Id of a message. Text, because it can outgrow a JavaScript number.');

export const metres = z.number().describe('Metres.');
export const degreesNorth = z.number().describe('WGS-84 degrees, north is positive.');
export const degreesEast = z.number().describe('WGS-84 degrees, east is positive.');
export const count = z.int().min(0);

export const buildingRef = z.object({ id: idText, name: z.string() }).describe('A building, named.');
export type BuildingRef = z.infer<typeof buildingRef>;
