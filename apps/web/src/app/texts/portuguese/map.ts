import type { Texts } from '../texts';

export const map: Texts['map'] = {
  label: 'Mapa do campus',
  zoomIn: 'Aproximar',
  zoomOut: 'Afastar',
  centre: 'Centrar em mim',
  setPosition: 'Marcar a minha posição',
  drawn: 'Mapa desenhado pelo Perto',
  me: 'Tu',
  handle: 'Alcance',
  placing: 'Clica ou toca onde estás',
};
