import type { Texts } from '../texts';
import { units } from './units';

export const messages: Texts['messages'] = {
  list: 'Mensagens',
  you: 'Tu',
  to: (name) => `Para ${name}`,
  toMany: (count) => `Para ${units.people(count)}`,
  toBuilding: (building, count) => `A quem está em ${building}: ${units.people(count)}`,
  readAll: 'Ler tudo',
  readLess: 'Mostrar menos',
  fresh: 'Novas',
  says: (name) => `${name}:`,
  sending: 'A enviar…',
  waiting: (count) =>
    count === 1
      ? 'Por enviar. Segue quando houver ligação.'
      : `${count} por enviar. Seguem quando houver ligação.`,
  waitingForServer: (count) =>
    count === 1
      ? 'Por enviar. Segue assim que o Perto puder.'
      : `${count} por enviar. Seguem assim que o Perto puder.`,
  sentAloud: 'Mensagem enviada.',
  spokenLog: 'O que foi lido em voz alta',
  sentAt: (time) => `Enviada às ${time}`,
  delivered: 'Entregue',
  deliveredTo: (delivered, audience) => `Entregue a ${delivered} de ${audience}`,
  seen: 'Vista',
  seenBy: (seen, audience) => `Vista por ${seen} de ${audience}`,
  deliveredAndSeen: (delivered, audience, seen) =>
    `Entregue a ${delivered} de ${audience}, vista por ${seen}`,
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
