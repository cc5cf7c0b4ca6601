import type { Texts } from '../texts';
import { units } from './units';

export const messages: Texts['messages'] = {
  list: 'Mensagens',
  empty: 'Ainda não há mensagens',
  emptyHint: 'O que escreveres e o que te escreverem aparece aqui.',
  you: 'Tu',
  me: 'mim',
  to: (names) => `Para ${names}`,
  toMany: (count) => `Para ${units.people(count)}`,
  bot: 'bot',
  sending: 'A enviar…',
  sent: 'Enviada',
  failed: 'Não enviada.',
  retry: 'Tentar de novo',
  discard: 'Apagar',
  gone: (name, others) =>
    others > 0
      ? `${name} já não está ao alcance. Enviar às outras ${others}?`
      : `${name} já não está ao alcance.`,
  sendToOthers: (others) => `Enviar a ${others}`,
  older: 'Mostrar mensagens mais antigas',
  today: 'Hoje',
  yesterday: 'Ontem',
  historyAway: 'Não foi possível ir buscar as mensagens mais antigas.',
  spoken: (sender, text, time) => `${sender}: ${text}, ${time}`,
};
