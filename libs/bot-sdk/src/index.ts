export { Bot, type AtOptions, type BotOptions, type CloseOptions, type EveryOptions, type Text } from './bot';
export { connect } from './connect';
export type { ConnectionState } from './connection-state';
export { PertoBotError, type BotErrorCode, type BotErrorDetails } from './error';
export type { DeliveryReport, Message, MessageHandler } from './message';
export {
  checkBot,
  listBuildings,
  registerBot,
  rotateSecret,
  type Asking,
  type BotState,
  type Building,
} from './registration';
export type { Schedule } from './schedule';
export type { Sent, SendOptions } from './sender';
