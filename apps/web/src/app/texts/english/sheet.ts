export const sheet = {
  close: 'Close',
  raise: 'Show more of the lists',
  lower: 'Show more of the map',
};
