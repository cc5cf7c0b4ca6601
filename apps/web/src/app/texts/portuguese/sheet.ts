import type { Texts } from '../texts';

export const sheet: Texts['sheet'] = {
  raise: 'Mostrar mais das listas',
  lower: 'Mostrar mais do mapa',
};
