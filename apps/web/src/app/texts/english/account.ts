export const account = {
  label: 'Account',
  menu: (name: string): string => `Account of ${name}`,
  admin: 'Administration',
  signOut: 'Sign out',
  signingOut: 'Leaving…',
  signOutFailed: 'You are still signed in: Perto did not answer. Try again.',
};
