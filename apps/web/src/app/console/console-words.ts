import type { ConsoleTexts, Texts } from '../texts/texts';
import { RequestFailed, inPlainWords } from '../wire/request-failed';
import type { KnownBuilding } from './console-api';

/** What to tell an admin about a failure. */
export function failureWords(reason: unknown, texts: Texts & ConsoleTexts): string {
  if (reason instanceof RequestFailed) {
    if (reason.status === 403) return texts.administration.noLongerAdmin;
    if (reason.status === 404) return texts.failure.gone;
    if (reason.code === 'import_refused') return texts.importing.changedMeanwhile;
    if (reason.status === 400 && reason.problem?.errors?.[0]?.path === 'name')
      return texts.catalogue.nameWrong;
  }
  return inPlainWords(reason, texts);
}

/** An instant of the wire as its day and time, in the clock of the person who reads it. */
export function momentWords(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** The day of an instant of the wire. */
export function dateWords(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(instant),
  );
}

/** In order of name, those that are retired last. */
export function byUseAndName(locale: string): (a: KnownBuilding, b: KnownBuilding) => number {
  return (a, b) =>
    Number(a.retiredAt !== null) - Number(b.retiredAt !== null) ||
    a.name.localeCompare(b.name, locale, { numeric: true });
}
