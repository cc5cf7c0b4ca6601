import type { Texts } from '../texts';

export const account: Texts['account'] = {
  signOut: 'Sair',
  signingOut: 'A sair…',
  signedInAs: (name) => `Entraste como ${name}`,
  signOutFailed: 'Ainda não saíste: o Perto não respondeu. Tenta outra vez.',
};
