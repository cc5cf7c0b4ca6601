/** What the page is called. */
export const page = {
  title: 'Perto',
};
