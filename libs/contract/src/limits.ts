/** Every limit that the outside can meet, in one place. Metres, seconds, characters or counts, as named. */
export const LIMITS = {
  /** Smallest and largest range, and radius of a building, in metres. */
  minRadiusMetres: 1,
  maxRadiusMetres: 5000,
  /** Range of a person who signs in for the first time, in metres. */
  defaultRadiusMetres: 50,
  /** Longest message, in Unicode characters. */
  maxMessageCharacters: 2000,
  /** Most recipients of one message, repeats and the sender not counted. */
  maxRecipients: 1000,
  /** Most items in one list body. */
  maxBatch: 1000,
  /** Largest request body, in bytes. */
  maxBodyBytes: 256 * 1024,
  /** Largest Socket.IO packet accepted, in bytes. */
  maxPacketBytes: 64 * 1024,
  /** A socket that has not introduced itself after this long is closed. */
  introductionSeconds: 10,
  /** A user whose connection broke stays listed this long. */
  brokenSessionSeconds: 5,
  /** A session whose connection broke can be resumed for this long. */
  resumeSeconds: 120,
  /** Live sessions of one person at most. */
  sessionsPerUser: 50,
  /** A position without a session is kept this long. */
  pendingPositionSeconds: 60,
  /** Whoever `show/*` listed can be written to for this long. */
  listedSeconds: 60,
  /** Whoever wrote to somebody can be answered for this long. */
  answerableDays: 30,
  /** Movements shorter than this are not told, in metres. */
  movementMetres: 5,
  /** One `new_movement` per session in this window, in milliseconds. */
  movementWindowMilliseconds: 250,
  /** Messages held for one session at most; the others wait in the store. */
  queuedMessages: 1000,
  /** Messages pushed to one session and not acknowledged yet at most; the others wait in the store. */
  pushedUnacknowledged: 64,
  /** A pushed message that is not acknowledged after this long is sent again. */
  acknowledgeSeconds: 10,
  /** The most messages that a client which comes back gets pushed; with more it is told to reload. */
  gapMessages: 1000,
  /** Longest `Idempotency-Key`, in characters. */
  maxIdempotencyKeyCharacters: 100,
  /** Most messages that are reported as seen at once. */
  maxSeenBatch: 500,
  /** Largest page of `GET /API/messages`. */
  maxPageSize: 100,
  defaultPageSize: 50,
  /** Largest page of an admin's list. */
  maxAdminPageSize: 500,
  /** Lines of the two logs that an admin's list has unless it is asked for more. */
  defaultLogPageSize: 10,
  /** People that one search of an admin looks through at most; the next page goes on from there. */
  searchedUsers: 20_000,
  /** Longest name of a building, in characters. */
  maxNameCharacters: 100,
  /** Largest file of buildings that an import takes, in bytes. */
  maxImportBytes: 2 * 1024 * 1024,
  /** Most rows of one import. */
  maxImportRows: 5000,
  /** Longest text that messages are searched for, in Unicode characters. */
  maxSearchCharacters: 100,
  /** Messages that one search looks through at most. */
  searchedMessages: 2000,
  /**
   * Requests of one user, all their tabs together. A seed client asks for two lists at each of at most
   * four `new_movement` a second and reports once a second, 540 a minute: this is eleven of those.
   */
  requestsPerMinute: 6000,
  /** Messages that one user sends. */
  messagesPerMinute: 120,
  /** `new_client` of one user in ten seconds: who flaps more often than that waits for seconds, not for a minute. */
  introductionsPerTenSeconds: 150,
  /** Requests without credentials from one address: a sign-in takes four. */
  anonymousPerMinute: 6000,
  /** Requests whose credentials are not good from one address: a lecture hall's may all expire at once. */
  failedPerMinute: 1200,
  /** Messages that one bot sends. */
  botMessagesPerMinute: 60,
  /** Bots that are registered from one address. */
  registrationsPerHour: 30,
  registrationsPerDay: 60,
  /** Bots that wait for an admin at most; nobody can register another one then. */
  waitingBots: 500,
  /** A bot on which no admin said a word is removed after this long. */
  waitingBotDays: 30,
  /** Wrong secrets for one bot from one address. */
  wrongSecretsPerMinute: 20,
  /** Tokens that one bot gets by its secret. */
  botTokensPerMinute: 30,
  /** What a bot's token is good for, in seconds; it asks for another by its secret. */
  botTokenSeconds: 3600,
} as const;
