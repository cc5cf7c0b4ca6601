export { LIMITS } from './limits';
export { IDEMPOTENCY_KEY, OUTSIDE, PATHS } from './paths';
export { ENDPOINTS, type Access, type Endpoint, type EndpointName } from './endpoints';
export { ERRORS, isFinal, problemOf, type ErrorCode } from './error-codes';
export { characterCount, isId } from './text';
export { id, latitude, longitude, radius, type Coordinates } from './values';
export {
  coordinatesBody,
  historyQuery,
  idempotencyKey,
  messagesSeenBody,
  newMessageBody,
  rangeBody,
  rangeItem,
  receiveMessagesBody,
  sendMessageBody,
  showBuildingBody,
  showRangeBody,
  type Draft,
  type HistoryQuery,
  type RangeChange,
} from './rest';
export { EVENTS } from './event-names';
export {
  newBotPayload,
  newClientPayload,
  type Acknowledgement,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from './events';
export {
  botMessageBody,
  botParameters,
  botSecretBody,
  messageParameters,
  registerBotBody,
  secretFreeQuery,
  type BotDraft,
  type BotRegistration,
  type BotSecret,
} from './bots';
export {
  activityQuery,
  addBuildingBody,
  adminActionsQuery,
  adminListQuery,
  adminLogQuery,
  adminMessageBody,
  authorizeBotBody,
  botAuthParameters,
  buildingParameters,
  displayName,
  importBuildingsBody,
  retireBuildingBody,
  userParameters,
  type ActivityQuery,
  type AdminActionsQuery,
  type AdminListQuery,
  type AdminLogQuery,
} from './admin';

// Answers are types here; their schemas are in @perto/contract/documents, for the documents and for tests.
export type { BuildingRef } from './answers/values';
export type {
  BuildingAnswer,
  BuildingOccupancy,
  ListedUser,
  NearbyAnswer,
  NearbyPerson,
} from './answers/people';
export type {
  MessageAnswer,
  MessagePage,
  Participant,
  ParticipantKind,
  PulledMessage,
} from './answers/messages';
export type {
  DependencyAnswer,
  FieldError,
  LivenessAnswer,
  Problem,
  ReadinessAnswer,
  SessionAnswer,
  SettingsAnswer,
} from './answers/server';
export type { EventError, MessageReceipt, NewBotAnswer, NewClientAnswer } from './answers/events';
export type {
  BotAuthAnswer,
  BotCheckAnswer,
  BotMessageAnswer,
  BotSecretAnswer,
  BotState,
  DeliveryReport,
} from './answers/bots';
export type {
  ActivityItem,
  ActivityPage,
  AdminAction,
  AdminActionItem,
  AdminActionsPage,
  AdminBot,
  AdminBuilding,
  AdminMessageAnswer,
  AdminOverview,
  AdminUser,
  BuildingLogLine,
  UserLogLine,
} from './answers/admin';
export type {
  ChangedBuilding,
  ImportAnswer,
  ImportedBuilding,
  ImportFormat,
  RefusedBuilding,
} from './answers/building-import';
