import type { Coordinates } from '@perto/contract';
import { CAMPUS, eventually } from '@perto/testkit';
import { Client } from './client';
import type { Stage } from './stage';

/** People of one trial, without a tab yet: one for each name. */
export async function guests<const Names extends readonly string[]>(
  stage: Stage,
  names: Names,
  place: Coordinates = CAMPUS.torreNorte,
): Promise<{ [Index in keyof Names]: Client }> {
  const suffix = stage.guests.length; // a name may come again in a later trial
  const arrived = await Promise.all(
    names.map((name) => Client.arrive(stage.api.url, `${name}-${suffix}`, place, stage.ledger)),
  );
  stage.guests.push(...arrived);
  return arrived as unknown as { [Index in keyof Names]: Client };
}

export function connected(clients: readonly Client[]): Promise<void> {
  return eventually('everybody is connected', () => clients.every((client) => client.connected), 30_000);
}
