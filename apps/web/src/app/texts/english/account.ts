export const account = {
  signOut: 'Sign out',
  signingOut: 'Leaving…',
  signedInAs: (name: string): string => `Signed in as ${name}`,
  signOutFailed: 'You are still signed in: Perto did not answer. Try again.',
};
