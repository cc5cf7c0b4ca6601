export { asyncApiDocument } from './asyncapi';
export { ENDPOINT_ENTRIES } from './entries';
export type { EndpointEntry, ExampleEntry } from './entry';
export { errorCodesOf } from './errors';
export { EVENT_ENTRIES, SENT_ENTRIES } from './event-entries';
export { DOCUMENT_VERSION, openApiDocument, templated } from './openapi';
export type { JsonSchema } from './schemas';
export type { EventShape, MessageShape, OperationShape, ParameterShape, ResponseShape } from './shapes';
