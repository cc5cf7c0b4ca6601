import { CreateSchema1790000000000 } from './1790000000000-create-schema';
import { IndexConversations1790100000000 } from './1790100000000-index-conversations';
import { DeliverMessages1790200000000 } from './1790200000000-deliver-messages';
import { BotsAndAdmins1790400000000 } from './1790400000000-bots-and-admins';
import { IndexBotLines1790450000000 } from './1790450000000-index-bot-lines';
import { IndexTimes1790300000000 } from './1790300000000-index-times';

/** Every migration, oldest first. Each builds on what the one before left, on any database. */
export const MIGRATIONS = [
  CreateSchema1790000000000,
  IndexConversations1790100000000,
  DeliverMessages1790200000000,
  IndexTimes1790300000000,
  BotsAndAdmins1790400000000,
  IndexBotLines1790450000000,
];
