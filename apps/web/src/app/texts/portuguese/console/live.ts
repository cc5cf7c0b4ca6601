import type { ConsoleTexts } from '../../texts';
import { units } from '../units';

export const live: ConsoleTexts['live'] = {
  online: 'Ligados agora',
  sessions: (people, sessions) =>
    `${people === 1 ? 'pessoa' : 'pessoas'}, em ${sessions === 1 ? '1 sessão' : `${sessions} sessões`}`,
  byBuilding: 'Pessoas por edifício',
  building: 'Edifício',
  people: 'Pessoas',
  message: 'Mensagem',
  everybody: 'Toda a gente ligada',
  outside: 'Fora dos edifícios',
  who: (building) => `Quem está em ${building}`,
  whoOutside: 'Quem está fora dos edifícios',
  botsHere: (count) => (count === 1 ? '1 bot ligado' : `${count} bots ligados`),
  write: (building) => `Escrever a ${building}`,
  botsConnected: 'bots ligados',
  botsAllowed: 'bots autorizados',
  botsWaiting: 'bots à espera',
  search: 'Nome ou id',
  person: 'Pessoa',
  tabs: 'Sessões',
  activity: 'Atividade',
  activityOf: (name) => `Atividade de ${name}`,
  nobody: 'Não está ninguém agora. Quem chegar aparece aqui.',
  nobodyFound: 'Ninguém aí se chama assim.',
  first: (count) => `Só as primeiras ${units.people(count)}. Procura outras por nome ou id.`,
};
