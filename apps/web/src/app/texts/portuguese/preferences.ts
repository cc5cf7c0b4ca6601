import type { Texts } from '../texts';

export const preferences: Texts['preferences'] = {
  language: 'Língua',
  theme: 'Aspeto',
  system: 'Sistema',
  light: 'Claro',
  dark: 'Escuro',
};
