import type { ConsoleTexts } from '../../texts';

export const administration: ConsoleTexts['administration'] = {
  name: 'Administração',
  title: (section) => (section ? `${section}, no Perto` : 'Administração, no Perto'),
  sections: 'Secções da administração',
  now: 'Agora',
  buildings: 'Edifícios',
  bots: 'Bots',
  activity: 'Atividade',
  message: 'Mensagem',
  waiting: (count) => (count === 1 ? '1 à espera' : `${count} à espera`),
  back: 'Voltar ao mapa',
  forAdmins: 'Só para quem administra',
  notOne: (name) =>
    `Entraste como ${name}, que não faz parte da administração. Quem mantém este Perto decide quem faz.`,
  noLongerAdmin: 'Já não fazes parte da administração.',
  loading: 'A carregar…',
  retry: 'Tentar outra vez',
  cancel: 'Cancelar',
  knownAt: (time) => `Isto é o que havia às ${time}.`,
};
