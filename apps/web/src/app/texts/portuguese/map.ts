import type { Texts } from '../texts';
import { units } from './units';

export const map: Texts['map'] = {
  missing: 'Não foi possível ir buscar o mapa. As listas têm tudo.',
  label: 'Mapa do campus',
  zoomIn: 'Aproximar',
  zoomOut: 'Afastar',
  centre: 'Centrar em mim',
  setPosition: 'Marcar a minha posição',
  drawn: 'Mapa desenhado pelo Perto',
  me: 'Tu',
  handle: 'Alcance',
  placing: 'Clica ou toca onde estás, ou usa o formulário',
  keys: 'As setas movem o mapa, mais e menos aproximam e afastam. Tab entra nas pessoas e nos edifícios; aí as setas passam ao mais próximo nesse sentido, Page Down ao seguinte, Enter abre e Escape sai.',
  person: (name, distance, place, unread) =>
    [name, distance, place, ...(unread > 0 ? [`${unread} por ler`] : [])].join(', '),
  cluster: (count, unread) =>
    [`${units.people(count)} juntas`, ...(unread > 0 ? [`${unread} por ler`] : [])].join(', '),
  building: (name, people, mine, bots) =>
    [
      name,
      people === 1 ? '1 outra pessoa' : `${people} outras pessoas`,
      ...(mine ? ['estás aqui'] : []),
      ...(bots > 0 ? [bots === 1 ? '1 bot' : `${bots} bots`] : []),
    ].join(', '),
};
