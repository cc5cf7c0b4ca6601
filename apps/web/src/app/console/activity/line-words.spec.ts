import { OUTSIDE, type ActivityItem } from '@perto/contract';
import { portugueseConsole } from '../../texts/portuguese/console';
import { lineWords } from './line-words';

const line = (message: string, bot: string | null = null): ActivityItem => ({
  id: '1',
  at: '2026-11-22T14:30:00Z',
  user: bot ? null : { id: 'ana', name: 'Ana' },
  bot,
  building: null,
  message,
});
const said = (message: string): string => lineWords(line(message), portugueseConsole).text;

describe('a line of the activity', () => {
  it.each([
    ['Logged in. Currently in Torre Norte', 'Entrou, em Torre Norte'],
    [`Logged in. Currently out of IST registered facilities`, 'Entrou, ao ar livre'],
    [`Moved from: Torre Norte to: ${OUTSIDE}`, 'Passou de Torre Norte para ao ar livre'],
    ['Wrote to 14 people', 'Escreveu a 14 pessoas'],
    ['Logged out.', 'Saiu'],
    ['Something new', 'Something new'],
  ])('is told in the language of the page: %s', (message, words) => {
    expect(said(message)).toBe(words);
  });

  it('of a bot is what it said, to the letter, even where it reads like one of ours', () => {
    expect(lineWords(line('Logged out.', 'cantina'), portugueseConsole)).toEqual({
      icon: 'bot',
      text: 'Logged out.',
      quoted: true,
    });
  });
});
