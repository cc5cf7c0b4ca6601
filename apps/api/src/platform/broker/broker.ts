import type { AmqpConnection } from '@golevelup/nestjs-rabbitmq';

/** Direct exchange: the routing key is the recipient's address. */
export const MESSAGES_EXCHANGE = 'perto.messages';

/** Channel on which this process consumes every session's queue. */
export const SESSIONS_CHANNEL = 'sessions';

/** A channel of the broker, as the connection hands it to whoever declares something on it. */
export type BrokerChannel = AmqpConnection['channel'];
