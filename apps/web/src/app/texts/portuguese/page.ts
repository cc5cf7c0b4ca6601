import type { Texts } from '../texts';

export const page: Texts['page'] = {
  title: 'Perto',
  signedOut: 'Saíste · Perto',
  description: 'Vê quem está perto de ti no campus e fala com essas pessoas.',
};
