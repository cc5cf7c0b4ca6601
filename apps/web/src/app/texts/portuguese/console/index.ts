import type { ConsoleTexts } from '../../texts';
import { activity } from './activity';
import { administration } from './administration';
import { catalogue } from './catalogue';
import { importing } from './importing';
import { live } from './live';
import { notice } from './notice';
import { permits } from './permits';

/** Every text of the console in Portuguese. */
export const portugueseConsole: ConsoleTexts = {
  activity,
  administration,
  catalogue,
  importing,
  live,
  notice,
  permits,
};
