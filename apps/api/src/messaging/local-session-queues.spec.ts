import { TimeSlices } from '../platform/time-slices';
import { LocalSessionQueues } from './local-session-queues';
import { sessionQueuesContract } from './session-queues.contract';

describe('queues in this process', () => {
  sessionQueuesContract(() => Promise.resolve(new LocalSessionQueues(new TimeSlices())));
});
