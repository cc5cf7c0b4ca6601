import type { Texts } from '../texts';
import { account } from './account';
import { composer } from './composer';
import { connection } from './connection';
import { conversations } from './conversations';
import { failure } from './failure';
import { map } from './map';
import { messages } from './messages';
import { page } from './page';
import { people } from './people';
import { place } from './place';
import { preferences } from './preferences';
import { range } from './range';
import { sheet } from './sheet';
import { tabs } from './tabs';
import { units } from './units';
import { welcome } from './welcome';

/** Every text of the page in Portuguese. It says tu, never você. */
export const portuguese: Texts = {
  locale: 'pt-PT',
  account,
  composer,
  connection,
  conversations,
  failure,
  map,
  messages,
  page,
  people,
  place,
  preferences,
  range,
  sheet,
  tabs,
  units,
  welcome,
};
