import type { ConsoleTexts } from '../../texts';
import { units } from '../units';

export const activity: ConsoleTexts['activity'] = {
  logs: 'Registos',
  everybody: 'Pessoas e bots',
  admins: 'O que a administração fez',
  filter: 'O que mostrar',
  user: 'Id da pessoa',
  building: 'Edifício',
  anyBuilding: 'Qualquer edifício',
  bot: 'Id do bot',
  adminId: 'Id de quem administra',
  from: 'De',
  to: 'Até',
  show: 'Mostrar',
  clear: 'Mostrar tudo',
  noSuchId: 'Um id tem de 1 a 50 letras, algarismos, pontos, sublinhados ou hífenes, sem espaços.',
  endsBefore: 'O tempo acaba antes de começar.',
  time: 'Hora',
  who: 'Quem',
  what: 'O quê',
  admin: 'Quem',
  target: 'A quê',
  nobody: 'Já ninguém',
  none: 'Ainda não aconteceu nada.',
  noneFits: 'Nada corresponde a isso.',
  noDeeds: 'A administração ainda não fez nada.',
  older: 'Mostrar mais antigos',
  keep: 'Tudo num ficheiro',
  fileName: 'perto-atividade',
  deedsFileName: 'perto-administracao',
  outdoors: 'ao ar livre',
  moved: (from, to) => `Passou de ${from} para ${to}`,
  wrote: (people) => `Escreveu a ${units.people(people)}`,
  enteredIn: (building) => `Entrou, em ${building}`,
  enteredOutside: 'Entrou, ao ar livre',
  left: 'Saiu',
  deed: (action) => {
    switch (action) {
      case 'building_added':
        return 'Criou um edifício';
      case 'building_changed':
        return 'Mudou um edifício';
      case 'building_retired':
        return 'Retirou um edifício';
      case 'building_restored':
        return 'Repôs um edifício';
      case 'buildings_imported':
        return 'Importou edifícios';
      case 'bot_authorized':
        return 'Autorizou um bot';
      case 'bot_disallowed':
        return 'Recusou ou suspendeu um bot';
      case 'message_sent':
        return 'Escreveu a um edifício';
      case 'list_exported':
        return 'Levou uma lista';
      default:
        return 'Fez outra coisa';
    }
  },
};
