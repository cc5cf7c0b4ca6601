import * as z from 'zod';
import * as admin from '../answers/admin';
import * as bots from '../answers/bots';
import * as imports from '../answers/building-import';
import * as events from '../answers/events';
import * as messages from '../answers/messages';
import * as people from '../answers/people';
import * as server from '../answers/server';
import { buildingRef } from '../answers/values';
import * as adminBodies from '../admin';
import * as botBodies from '../bots';
import { newBotPayload, newClientPayload } from '../events';
import * as bodies from '../rest';

/** Whatever the server answers or emits, by the name that the documents give it. */
export const ANSWERS = {
  BuildingRef: buildingRef,
  Nothing: z
    .array(z.string())
    .length(0)
    .describe('An empty list: the original answers one where it has nothing to say.'),
  ListedUser: people.listedUser,
  ListedUsers: z.array(people.listedUser),
  Ids: z.array(z.string()).describe('Ids of users, nearest first.'),
  Building: people.buildingAnswer,
  Buildings: z.array(people.buildingAnswer),
  BuildingOccupancy: people.buildingOccupancy,
  Occupancy: z.array(people.buildingOccupancy),
  NearbyPerson: people.nearbyPerson,
  Nearby: people.nearbyAnswer,
  PulledMessage: messages.pulledMessage,
  PulledMessages: z
    .array(z.string().meta({ contentMediaType: 'application/json' }))
    .describe('Each item is the JSON text of a `PulledMessage`. Oldest first.'),
  Participant: messages.participant,
  Message: messages.messageAnswer,
  MessagePage: messages.messagePage,
  Session: server.sessionAnswer,
  Settings: server.settingsAnswer,
  Liveness: server.livenessAnswer,
  Dependency: server.dependencyAnswer,
  Readiness: server.readinessAnswer,
  ErrorCode: server.errorCode,
  FieldError: server.fieldError,
  Problem: server.problem,
  BotCheck: bots.botCheckAnswer,
  BotBuildings: z.array(buildingRef),
  BotSecret: bots.botSecretAnswer,
  BotAuth: bots.botAuthAnswer,
  BotMessageAnswer: bots.botMessageAnswer,
  DeliveryReport: bots.deliveryReport,
  AdminOverview: admin.adminOverview,
  AdminBuilding: admin.adminBuilding,
  AdminBuildings: z.array(admin.adminBuilding),
  AdminUser: admin.adminUser,
  AdminUsers: z.array(admin.adminUser),
  AdminBot: admin.adminBot,
  AdminBots: z.array(admin.adminBot),
  UserLogLine: admin.userLogLine,
  UserLog: z.array(admin.userLogLine).describe('Newest first.'),
  BuildingLogLine: admin.buildingLogLine,
  BuildingLog: z.array(admin.buildingLogLine).describe('Newest first.'),
  ActivityItem: admin.activityItem,
  ActivityPage: admin.activityPage,
  AdminActionItem: admin.adminActionItem,
  AdminActionsPage: admin.adminActionsPage,
  AdminMessageAnswer: admin.adminMessageAnswer,
  ImportedBuilding: imports.importedBuilding,
  ChangedBuilding: imports.changedBuilding,
  RefusedBuilding: imports.refusedBuilding,
  ImportAnswer: imports.importAnswer,
  EventError: events.eventError,
  MessageReceipt: events.messageReceipt,
  NewClientAnswer: events.acknowledgementOf(events.newClientAnswer),
  NewBotAnswer: events.acknowledgementOf(events.newBotAnswer),
  // The arguments of events.
  NewMovement: events.HEARD.new_movement,
  NewMessage: events.HEARD.new_message,
  PushedMessage: events.HEARD.message,
  MessageReceipts: events.HEARD.message_receipts,
  MessagesSeen: events.HEARD.messages_seen,
  DeliveryReports: events.HEARD.delivery_report,
  ServerStopping: events.HEARD.server_stopping,
  Exception: events.HEARD.exception,
} satisfies Record<string, z.ZodType>;
export type AnswerName = keyof typeof ANSWERS;

/** Whatever clients send, as it is on the wire. */
export const BODIES = {
  CoordinatesBody: bodies.coordinatesBody,
  RangeBody: z.union([bodies.rangeItem, bodies.rangeList]).describe('One range, or a list of them.'),
  ShowBuildingBody: bodies.showBuildingBody,
  ShowRangeBody: bodies.showRangeBody,
  SendMessageBody: bodies.sendMessageBody,
  ReceiveMessagesBody: bodies.receiveMessagesBody,
  NewMessageBody: bodies.newMessageBody(''),
  MessagesSeenBody: bodies.messagesSeenBody,
  RegisterBotBody: botBodies.registerBotBody,
  BotSecretBody: botBodies.botSecretBody,
  BotMessageBody: botBodies.botMessageBody,
  AddBuildingBody: adminBodies.addBuildingBody,
  RetireBuildingBody: adminBodies.retireBuildingBody,
  ImportBuildingsBody: adminBodies.importBuildingsBody,
  AuthorizeBotBody: adminBodies.authorizeBotBody,
  AdminMessageBody: adminBodies.adminMessageBody,
  NewClient: newClientPayload,
  NewBot: newBotPayload,
} satisfies Record<string, z.ZodType>;
export type BodyName = keyof typeof BODIES;

/** A JSON Schema of draft 2020-12. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface SchemaOptions {
  /**
   * True: answers may have the named fields only, which is what tests hold the server to.
   * Otherwise they may have others, because fields are added to them.
   */
  closed?: boolean;
}

/** Of JSON Schema: OpenAPI has the newer, AsyncAPI the older. */
type Draft = 'draft-2020-12' | 'draft-7';

/** Where the documents keep a schema. */
export const refTo = (name: AnswerName | BodyName) => ({ $ref: `#/components/schemas/${name}` });

/** All schemas by name, each referring to the others. */
export function componentSchemas(
  { closed = false }: SchemaOptions = {},
  target: Draft = 'draft-2020-12',
): Record<string, JsonSchema> {
  return {
    ...converted(ANSWERS, { io: 'output', target, closed }),
    ...converted(BODIES, { io: 'input', target, closed }),
  };
}

/** Those schemas that `part` of a document refers to, directly or not. */
export function referredTo(part: object, schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const found = new Set<string>();
  const queue: string[] = [JSON.stringify(part)];
  for (let text = queue.pop(); text !== undefined; text = queue.pop())
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      queue.push(JSON.stringify(schemas[name]));
    }
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}

/** One schema by itself, such as that of a query; as it is on the wire. */
export function wireSchema(schema: z.ZodType): JsonSchema {
  return bare(z.toJSONSchema(schema, { io: 'input', override: tidy }));
}

interface Conversion {
  io: 'input' | 'output';
  target: Draft;
  closed: boolean;
}

function converted(
  schemas: Record<string, z.ZodType>,
  { io, target, closed }: Conversion,
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const { schemas: all } = z.toJSONSchema(registry, {
    io,
    target,
    uri: (id) => refTo(id as AnswerName).$ref,
    override: (conversion) => {
      tidy(conversion);
      if (!closed) delete conversion.jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(Object.entries(all).map(([name, schema]) => [name, bare(schema)]));
}

function bare(schema: JsonSchema): JsonSchema {
  const { $schema: _dialect, $id: _id, '~standard': _standard, ...rest } = schema;
  return rest;
}

/**
 * Leaves out what says nothing to a reader (the pattern of a format, the largest safe integer), and says of a
 * tuple how long it is.
 */
function tidy({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const { items } = jsonSchema;
  if (!Array.isArray(items)) return;
  jsonSchema.minItems = jsonSchema.maxItems = items.length;
  if (items.length === 0) delete jsonSchema.items;
}
