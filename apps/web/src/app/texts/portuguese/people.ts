import type { Texts } from '../texts';
import { units } from './units';

export const people: Texts['people'] = {
  listNearby: 'Pessoas ao alcance',
  listBuilding: 'Pessoas neste edifício',
  empty: (metres) => `Ninguém a ${units.metres(metres)} de ti`,
  emptyHint: 'Quem chegar aparece aqui logo.',
  widen: (metres) => `Alargar para ${units.metres(metres)}`,
  noBuilding: 'Não estás em nenhum edifício',
  noBuildingHint: 'Dentro de um edifício vês aqui quem mais lá está.',
  emptyBuilding: (name) => `Mais ninguém em ${name}`,
  noPosition: 'Ainda ninguém para mostrar',
  noPositionHint: 'Assim que o Perto souber onde estás, aparecem aqui as pessoas à volta.',
  loading: 'A ver quem está à volta…',
  outdoors: 'Ao ar livre',
  write: 'Escrever',
  writeTo: (name) => `Escrever a ${name}`,
  choose: (name) => `Escolher ${name}`,
  away: 'Não foi possível atualizar as listas.',
  onMap: (name, distance, place) => `${name}, ${distance}, ${place}`,
};
