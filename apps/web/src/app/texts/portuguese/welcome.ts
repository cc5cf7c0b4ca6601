import type { Texts } from '../texts';

export const welcome: Texts['welcome'] = {
  question: 'Quem está perto de ti?',
  promise: 'Vê no mapa do campus quem está à volta e fala com essas pessoas, até onde quiseres.',
  ask: 'Alguém tem carregador USB-C?',
  answer: 'Tenho eu, piso 2',
  notice: 'Cantina: hoje há bacalhau à Brás',
  signIn: 'Entrar com o Fénix',
  signInAgain: 'Entrar outra vez',
  standIn: 'Este servidor deixa entrar pessoas inventadas: aqui ninguém é real.',
  keeps: 'Só guardamos o teu nome e o teu utilizador.',
  erased: 'Quando sais, a tua última posição é apagada.',
  expired: 'A sessão acabou. Entra outra vez.',
  signedOut: 'Saíste do Perto.',
  signedOutErased: 'A tua última posição foi apagada.',
  signedOutElsewhere:
    'Se ainda tens sessão noutro dispositivo, as pessoas veem-te lá até saíres também dele.',
  loading: 'A abrir o Perto…',
  away: 'O Perto não responde',
  awayWhy: 'O servidor ou a tua rede não respondem por agora. Nada do que é teu se perdeu.',
  retry: 'Tentar outra vez',
};
