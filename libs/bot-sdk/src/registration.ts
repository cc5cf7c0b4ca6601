import { PATHS, type BotCheckAnswer, type BotSecretAnswer, type BuildingRef } from '@perto/contract';
import { PertoBotError, wrongSecret } from './error';
import { ask } from './request';

/** Where a bot is between unknown and speaking. `unauthorized`: it waits for an admin, or was disallowed. */
export type BotState = 'unregistered' | 'unauthorized' | 'busy' | 'available';

export interface Building {
  id: string;
  name: string;
}

/** Which server, and how long to wait for it. */
export interface Asking {
  /** Such as `http://127.0.0.1:3002`. */
  url: string;
  signal?: AbortSignal;
}

/** The buildings that a bot can be registered for. */
export function listBuildings({ url, signal }: Asking): Promise<Building[]> {
  return ask<BuildingRef[]>(url, { path: PATHS.botBuildings, signal });
}

/**
 * Registers a bot for a building, and answers its secret: the only time that it is shown.
 * An admin has to authorise it before it can speak.
 *
 * @throws PertoBotError `id_taken`, `invalid_request` (also where there is no such building), `too_many_requests`
 */
export async function registerBot({
  url,
  id,
  building,
  signal,
}: Asking & { id: string; building: string }): Promise<string> {
  const body = { id, b_id: building };
  return (await ask<BotSecretAnswer>(url, { path: PATHS.registerBot, body, signal })).pass;
}

/** Where the bot is, without being it. */
export async function checkBot({ url, id, signal }: Asking & { id: string }): Promise<BotState> {
  return (await ask<BotCheckAnswer>(url, { path: PATHS.checkBot, parameter: id, signal })).state;
}

/**
 * Gives the bot another secret, and answers it. The old one, and what was signed in by it, ends at once.
 *
 * @throws PertoBotError `wrong_secret`
 */
export async function rotateSecret({
  url,
  id,
  secret,
  signal,
}: Asking & { id: string; secret: string }): Promise<string> {
  const body = { id, pass: secret };
  try {
    return (await ask<BotSecretAnswer>(url, { path: PATHS.rotateBotSecret, body, signal })).pass;
  } catch (error) {
    const wrong = error instanceof PertoBotError && error.code === 'unauthenticated';
    throw wrong ? wrongSecret(id) : error;
  }
}
