import { activity } from './activity';
import { administration } from './administration';
import { catalogue } from './catalogue';
import { importing } from './importing';
import { live } from './live';
import { notice } from './notice';
import { permits } from './permits';

/** Every text of the console in English; its shape is what any other language has to fill. */
export const englishConsole = {
  activity,
  administration,
  catalogue,
  importing,
  live,
  notice,
  permits,
};
