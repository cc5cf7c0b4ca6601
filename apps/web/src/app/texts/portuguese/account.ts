import type { Texts } from '../texts';

export const account: Texts['account'] = {
  label: 'Conta',
  menu: (name) => `Conta de ${name}`,
  admin: 'Administração',
  signOut: 'Sair',
  signingOut: 'A sair…',
  signOutFailed: 'Ainda não saíste: o Perto não respondeu. Tenta outra vez.',
};
