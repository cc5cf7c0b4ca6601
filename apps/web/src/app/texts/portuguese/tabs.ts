import type { Texts } from '../texts';

export const tabs: Texts['tabs'] = {
  label: 'Quem e o que está perto',
  nearby: 'Perto',
  building: 'Edifício',
  messages: 'Mensagens',
  unread: (count) => `${count} por ler`,
};
