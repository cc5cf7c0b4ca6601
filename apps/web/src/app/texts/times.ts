import type { Texts } from './texts';

/** The time of day of an instant in milliseconds since 1970, as `14:32`. */
export function timeWords(at: number, { locale }: Texts): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** The day of an instant: today, yesterday, or its date. `today` as `Date.toDateString()` writes it. */
export function dayWords(at: number, today: string, { locale, messages }: Texts): string {
  const day = new Date(at).toDateString();
  if (day === today) return messages.today;
  const yesterday = new Date(today);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === yesterday.toDateString()) return messages.yesterday;
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

/** As short as it can be: the time of today, else the day. */
export function shortTime(at: number, today: string, texts: Texts): string {
  const day = dayWords(at, today, texts);
  if (day === texts.messages.today) return timeWords(at, texts);
  if (day === texts.messages.yesterday) return day;
  return new Intl.DateTimeFormat(texts.locale, { day: 'numeric', month: 'short' }).format(at);
}
