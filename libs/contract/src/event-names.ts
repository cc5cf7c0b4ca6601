/** Names of the Socket.IO events. They never change. */
export const EVENTS = {
  newClient: 'new_client',
  newBot: 'new_bot',
  newMovement: 'new_movement',
  newMessage: 'new_message',
  message: 'message',
  messageReceipts: 'message_receipts',
  messagesSeen: 'messages_seen',
  deliveryReport: 'delivery_report',
  serverStopping: 'server_stopping',
  exception: 'exception',
} as const;
