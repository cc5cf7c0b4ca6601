export const sheet = {
  raise: 'Show more of the lists',
  lower: 'Show more of the map',
};
