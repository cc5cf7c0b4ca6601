import { OUTSIDE, type ActivityItem } from '@perto/contract';
import type { IconName } from '../../icon/icons';
import type { ConsoleTexts } from '../../texts/texts';

/** One line of the activity, ready to be read. */
export interface LineWords {
  icon: IconName;
  text: string;
  /** Said by a bot, to the letter; else it is a sentence of ours. */
  quoted: boolean;
}

/** What a line of the log says, in the language of the page. A line of another form is shown as it is. */
export function lineWords({ bot, message }: ActivityItem, { activity }: ConsoleTexts): LineWords {
  if (bot !== null) return { icon: 'bot', text: message, quoted: true };
  const place = (name: string): string => (name === OUTSIDE ? activity.outdoors : name);
  const line = (icon: IconName, text: string): LineWords => ({ icon, text, quoted: false });

  const moved = /^Moved from: (.*) to: (.*)$/s.exec(message);
  if (moved) return line('nearMe', activity.moved(place(moved[1]!), place(moved[2]!)));
  const wrote = /^Wrote to (\d+) people$/.exec(message);
  if (wrote) return line('send', activity.wrote(Number(wrote[1])));
  const entered = /^Logged in\. Currently in (.*)$/s.exec(message);
  if (entered) return line('person', activity.enteredIn(entered[1]!));
  if (/^Logged in\. Currently out of /.test(message)) return line('person', activity.enteredOutside);
  if (message === 'Logged out.') return line('signOut', activity.left);
  return line('check', message);
}
