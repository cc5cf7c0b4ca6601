export { testServices, type TestServices } from './services';
export { DocumentCheck } from './document-check';
export { EventLog, type HeardEvent } from './event-log';
export { request, type Answer, type RequestOptions } from './request';
export { Bot } from './bot';
export { Student } from './student';
export { Tab, type ConnectOptions, type TabOwner, type TabWishes } from './tab';
export { CAMPUS } from './campus';
export { eventually } from './eventually';
