export const tabs = {
  label: 'Who and what is near',
  nearby: 'Nearby',
  building: 'Building',
  messages: 'Messages',
  unread: (count: number): string => (count === 1 ? '1 unread' : `${count} unread`),
};
