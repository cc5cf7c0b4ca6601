import type { Texts } from '../texts';

export const page: Texts['page'] = {
  title: 'Perto',
};
