/** What the page is called, to the browser and to search engines. */
export const page = {
  title: 'Perto',
  signedOut: 'Signed out · Perto',
  description: 'See who is near you on campus, and talk to them.',
};
