import type { EndpointName } from '../../endpoints';
import type { EndpointEntry } from '../entry';
import { ADMIN } from './admin';
import { BOTS } from './bots';
import { MESSAGES } from './messages';
import { PEOPLE } from './people';
import { SERVER } from './server';

/** What the documents say of each endpoint; one that is missing does not compile. */
export const ENDPOINT_ENTRIES: Readonly<Record<EndpointName, EndpointEntry>> = {
  ...SERVER,
  ...PEOPLE,
  ...MESSAGES,
  ...BOTS,
  ...ADMIN,
};
