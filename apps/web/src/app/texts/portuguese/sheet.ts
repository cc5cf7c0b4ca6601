import type { Texts } from '../texts';

export const sheet: Texts['sheet'] = {
  close: 'Fechar',
  raise: 'Mostrar mais das listas',
  lower: 'Mostrar mais do mapa',
};
