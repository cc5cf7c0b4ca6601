import type { Participant } from '@perto/contract';
import { RequestFailed } from '../wire/request-failed';

/** The recipients that a refusal names, in its fields or in its words. */
export function unreachableIn(failure: unknown, recipients: readonly Participant[]): string[] {
  if (!(failure instanceof RequestFailed) || failure.code !== 'not_reachable') return [];
  const { detail = '', errors = [] } = failure.problem ?? {};
  const named = new Set([detail, ...errors.map(({ message }) => message)].flatMap(idsIn));
  return recipients.flatMap(({ id }) => (named.has(id) ? id : []));
}

/** Everything in a text that could be an id; a full stop that ends the sentence is not part of one. */
function idsIn(text: string): string[] {
  return (text.match(/[A-Za-z0-9._-]+/g) ?? []).flatMap((word) => [word, word.replace(/\.$/, '')]);
}
