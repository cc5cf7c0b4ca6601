/** Languages that the pages of the sign-in are written in. */
export type LoginLanguage = 'pt' | 'en';

/**
 * Portuguese where the browser prefers it to English, else English.
 *
 * @param header `Accept-Language` as RFC 9110 has it: `pt-PT, en;q=0.8`; what cannot be read counts for nothing
 */
export function loginLanguage(header = ''): LoginLanguage {
  const preferred = header
    .split(',')
    .map(weighed)
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight) // stable: of equals the first
    .find(({ language }) => ['pt', 'en', '*'].includes(language));
  return preferred?.language === 'pt' ? 'pt' : 'en';
}

function weighed(range: string): { language: string; weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const [language = ''] = tag.split('-');
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { language, weight: quality === undefined ? 1 : Number(quality.slice(2)) };
}
