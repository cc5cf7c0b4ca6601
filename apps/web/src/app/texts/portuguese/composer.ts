import { LIMITS } from '@perto/contract';
import type { Texts } from '../texts';
import { units } from './units';

export const composer: Texts['composer'] = {
  labelTo: (whom) => `Mensagem para: ${whom}`,
  placeholder: (count) => {
    if (count === 0) return 'Não há ninguém perto';
    return count === 1 ? 'Escrever à pessoa que está perto…' : `Escrever às ${count} pessoas perto…`;
  },
  placeholderChosen: (count) =>
    `Escrever a ${count === 1 ? '1 pessoa escolhida' : `${count} pessoas escolhidas`}…`,
  placeholderBuilding: (name) => `Escrever a quem está em ${name}…`,
  placeholderOne: (name) => `Escrever a ${name}…`,
  placeholderNobody: 'Escolhe pessoas nas listas…',
  emoji: 'Emoji',
  to: 'Para',
  toEveryone: (count, metres) => `${count} perto, até ${units.metres(metres)}`,
  toBuilding: (count, name) => `${count} em ${name}`,
  toChosen: (count) => (count === 1 ? '1 escolhida' : `${count} escolhidas`),
  toOne: (name) => `Só ${name}`,
  audience: 'Para quem?',
  audienceNow: (whom) => `Para quem? Agora: ${whom}`,
  everyone: 'Quem está perto',
  everyoneHint: (count, metres) => `${units.people(count)} até ${units.metres(metres)}`,
  building: (name) => `Quem está em ${name}`,
  buildingHint: (count) => `${units.people(count)} no edifício`,
  choose: 'Escolher pessoas…',
  chooseHint: 'Das listas ou tocando no mapa',
  many: (count) => `Enviar a ${count} pessoas?`,
  manyYes: 'Enviar',
  manyNo: 'Cancelar',
  send: 'Enviar',
  counter: (count) => `${count} de ${LIMITS.maxMessageCharacters} caracteres`,
  tooLong: (over) => (over === 1 ? '1 carácter a mais' : `${over} caracteres a mais`),
};
