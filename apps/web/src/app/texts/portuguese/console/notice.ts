import type { ConsoleTexts } from '../../texts';
import { units } from '../units';

export const notice: ConsoleTexts['notice'] = {
  title: 'Mensagem a um edifício',
  lead: (name) =>
    `Vai para quem está no edifício neste momento, em teu nome: ${name}. Quem a receber pode responder-te.`,
  building: 'Edifício',
  chooseBuilding: 'Escolhe um edifício',
  option: (building, people) => `${building} (${units.people(people)})`,
  text: 'Mensagem',
  count: (count, most) => `${count} de ${most} caracteres`,
  reaches: (people, building) =>
    people === 0 ? `Agora não está ninguém em ${building}` : `Chega a ${units.people(people)} em ${building}`,
  send: 'Enviar…',
  sendNow: 'Enviar',
  ask: (people, building) =>
    people === 0
      ? `Enviar a ${building}, onde não está ninguém?`
      : `Enviar a ${units.people(people)} em ${building}?`,
  what: (name) => `Recebe-a quem lá estiver quando for enviada, em nome de ${name}. Não pode ser retirada.`,
  sent: (people, building) => `Enviada. Chegou a ${units.people(people)} em ${building}.`,
};
