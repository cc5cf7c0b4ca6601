import type { ClientToServerEvents, ServerToClientEvents } from '../events';
import { DOCUMENT_VERSION } from './openapi';
import { EVENT_ENTRIES, SENT_ENTRIES, type HeardEntry, type SentEntry } from './event-entries';
import type { EventShape, MessageShape } from './shapes';
import { componentSchemas, referredTo, refTo, type JsonSchema, type SchemaOptions } from './schemas';

const INTRODUCTION = `Socket.IO, protocol 5 (clients 3.x and 4.x; those of 1.x and 2.x connect too), at the usual path, by WebSocket or polling. Connecting needs no token, and a cookie never counts on a socket: within ten seconds a socket introduces itself by \`new_client\` or \`new_bot\`, or it is closed.

An event sent with a callback is answered \`{ ok: true, … }\` or \`{ ok: false, error }\`; a refused one emits \`exception\` besides. Requests over HTTP are in \`/API/openapi.json\`.`;

/** The AsyncAPI 3.0 document of every Socket.IO event, both ways. */
export function asyncApiDocument(options: SchemaOptions = {}) {
  const sent = Object.entries(SENT_ENTRIES) as [keyof ClientToServerEvents, SentEntry][];
  const heard = Object.entries(EVENT_ENTRIES) as [keyof ServerToClientEvents, HeardEntry][];
  const messages = Object.fromEntries([
    ...sent.flatMap(([name, entry]) => [
      [name, sentMessage(name, entry)],
      [`${name}.answer`, answerMessage(name, entry)],
    ]),
    ...heard.map(([name, entry]) => [name, heardMessage(name, entry)]),
    ['message.acknowledgement', ACKNOWLEDGED],
  ]) as Record<string, MessageShape>;
  const schemas = referredTo(messages, componentSchemas(options, 'draft-7'));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Perto: events',
      version: DOCUMENT_VERSION,
      description: INTRODUCTION,
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: {
      socket: {
        address: '/',
        title: 'The connection',
        description: 'The main namespace of Socket.IO: one connection is one session.',
        messages: Object.fromEntries(
          Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
      },
    },
    operations: Object.fromEntries([
      ...sent.map(([name, entry]) => [name, operation('receive', name, entry, `${name}.answer`)]),
      ...heard.map(([name, entry]) => [
        name,
        operation('send', name, entry, name === 'message' ? 'message.acknowledgement' : undefined),
      ]),
    ]) as Record<string, EventShape>,
    components: { schemas: { ...schemas, ...introductions(schemas) }, messages },
  };
}

/** What sockets introduce themselves by: `ID` and `id` mean the same. */
function introductions(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const names = Object.values(SENT_ENTRIES).map(({ payload }) => payload);
  return Object.fromEntries(names.map((name) => [name, withEitherId(schemas[name] ?? {})]));
}

function withEitherId({ properties = {}, required = [], ...schema }: JsonSchema): JsonSchema {
  const { id, ...others } = properties;
  const either = {
    ...(id as JsonSchema),
    description: 'Whose it is. `ID` and `id` mean the same; one of them has to be there.',
  };
  return {
    ...schema,
    properties: { ID: either, id: either, ...others },
    required: required.filter((name) => name !== 'id'),
    anyOf: [{ required: ['ID'] }, { required: ['id'] }],
  };
}

const ACKNOWLEDGED: MessageShape = {
  name: 'message',
  title: 'The callback of `message`',
  summary: 'Called without arguments once the client has the message.',
  payload: { type: 'array', maxItems: 0 },
};

/** What the server does: it receives what clients send, and sends what they hear. */
function operation(
  action: 'send' | 'receive',
  name: string,
  { summary, description }: { summary: string; description?: string },
  reply?: string,
): EventShape {
  const channel = { $ref: '#/channels/socket' };
  const messageIn = (message: string) => ({ $ref: `#/channels/socket/messages/${message}` });
  return {
    action,
    channel,
    summary,
    ...(description !== undefined && { description }),
    messages: [messageIn(name)],
    ...(reply !== undefined && { reply: { channel, messages: [messageIn(reply)] } }),
  };
}

const sentMessage = (name: string, { payload, summary, example }: SentEntry): MessageShape => ({
  name,
  summary,
  payload: refTo(payload),
  examples: [{ payload: example }],
});

const answerMessage = (name: string, { answer, exampleAnswer }: SentEntry): MessageShape => ({
  name,
  title: `The acknowledgement of \`${name}\``,
  summary: 'What the callback is called with.',
  payload: refTo(answer),
  examples: [{ payload: exampleAnswer }],
});

/** The payload is the list of the event's arguments. */
const heardMessage = (name: string, { summary, payload, example }: HeardEntry): MessageShape => ({
  name,
  summary,
  payload: refTo(payload),
  examples: [{ payload: example }],
});
