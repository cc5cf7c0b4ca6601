export { testServices, type TestServices } from './services';
export { EventLog, type HeardEvent } from './event-log';
export { Student, Tab, request, type Answer, type RequestOptions } from './student';
export { CAMPUS } from './campus';
export { eventually } from './eventually';
