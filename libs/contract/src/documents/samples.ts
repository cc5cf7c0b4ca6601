// Realistic values for the examples.

export const TORRE_NORTE = { id: '2448131361091', name: 'Torre Norte' };
export const QUIMICA = { id: '2448131361109', name: 'Pavilhão de Química' };
export const AT_TORRE_NORTE = { latitude: 38.73778, longitude: -9.13857 };
export const LATER = '2026-11-23T05:36:10.228Z';
export const NOW = '2026-11-22T17:36:10.228Z';
export const KEY = '8f7c2f4e-1d52-4a58-9a0e-0f4c6ad1c0de';

/** Stand for what is different each time. */
export const TOKEN = 'bW9zdGx5LWhhcm1sZXNzLWJ1dC1mb3J0eS10d28tLQ';
export const BOT_TOKEN = `bot_${TOKEN}`;
export const SECRET = 'c29tZS1zZWNyZXQtb2YtYS1ib3QtdGhhdC1pcy1yYW5k';
export const SOCKET_ID = 'mHn3Wq0XUZ9jVb2tAAAB';

export const ANA = { kind: 'user', id: 'ana', name: 'Ana' } as const;
export const RUI = { kind: 'user', id: 'rui', name: 'Rui' } as const;

/** A message as its sender sees it. */
export const MESSAGE = {
  id: '18',
  kind: 'text',
  sender: ANA,
  recipients: [RUI],
  recipient_count: 1,
  message: 'Olá!',
  sent_at: NOW,
  seen: true,
  delivered_count: 1,
  seen_count: 0,
} as const;
