import type { Texts } from '../texts';
import { units } from './units';

export const people: Texts['people'] = {
  listNearby: 'Pessoas ao alcance',
  openWith: (name) => `Abrir a conversa com ${name}`,
  listSpot: 'Pessoas neste ponto',
  spot: (count) => `${units.people(count)} neste ponto`,
  leaveSpot: 'Mostrar toda a gente ao alcance',
  otherBuildings: 'Outros edifícios',
  ownBuilding: 'Voltar ao teu edifício',
  elsewhere: (count, seen) =>
    seen === count ? `${units.people(count)} aqui` : `${units.people(count)} aqui, ${seen} ao teu alcance`,
  listBuilding: 'Pessoas neste edifício',
  empty: (metres) => `Ninguém a ${units.metres(metres)} de ti`,
  emptyOffline: 'Quando houver rede, quem lá estiver aparece aqui.',
  choosing: 'Escolher pessoas',
  chooseFirst: 'Marca-as aqui ou toca nelas no mapa.',
  stopChoosing: 'Cancelar',
  emptyHint: 'Quem chegar aparece aqui logo.',
  widen: (metres) => `Alargar para ${units.metres(metres)}`,
  noBuilding: 'Não estás em nenhum edifício',
  noBuildingHint: 'Dentro de um edifício vês aqui quem mais lá está.',
  emptyBuilding: (name) => `Mais ninguém em ${name}`,
  loading: 'A ver quem está à volta…',
  outdoors: 'Ao ar livre',
  you: 'Tu:',
  noPlace: 'Sem lugar conhecido',
  seenAt: (time) => `Posição das ${time}`,
  search: (count) => `Procurar entre ${units.people(count)}`,
  found: (count) => {
    if (count === 0) return 'Ninguém encontrado';
    return count === 1 ? '1 pessoa encontrada' : `${count} pessoas encontradas`;
  },
  foundNobody: 'Ninguém aqui tem esse nome.',
  away: 'Não foi possível atualizar as listas.',
};
