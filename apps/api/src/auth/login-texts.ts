import type { LoginOutcome } from './fenix-strategy';
import type { LoginLanguage } from './login-language';

/** Why a sign-in was not finished. */
export type LoginProblem =
  Exclude<LoginOutcome['kind'], 'redirect' | 'signed-in'> | 'bad-id' | 'bad-host' | 'bot-id';

/** What the page for a sign-in that did not work says to people. */
export interface LoginTexts {
  /** BCP 47 tag, for the page's `lang`. */
  lang: string;
  retry: string;
  /** What the provider said, quoted. */
  said: (text: string) => string;
  problems: Record<LoginProblem, { title: string; text: string }>;
}

const english: LoginTexts = {
  lang: 'en',
  retry: 'Try again',
  said: (text) => `Fénix said: “${text}”`,
  problems: {
    'bad-state': {
      title: 'This sign-in cannot be finished',
      text: 'It was begun in another browser, was used already, or is older than ten minutes.',
    },
    denied: { title: 'Not signed in', text: 'Fénix says you refused access.' },
    'stale-code': {
      title: 'That took too long',
      text: 'What Fénix sent along is good once, for one minute. Sign in again to get a new one.',
    },
    'provider-fault': {
      title: 'Fénix did not answer as it should',
      text: 'Perto could not confirm who you are. This is usually over in a few minutes.',
    },
    'bad-id': {
      title: 'Not an id',
      text: 'An id has 1 to 50 letters, digits, dots, underscores or hyphens.',
    },
    'bad-host': { title: 'Not an address', text: 'The Host header of the request names no host.' },
    'bot-id': { title: 'That id belongs to a bot', text: 'A bot has the id {id} already.' },
  },
};

const portuguese: LoginTexts = {
  lang: 'pt-PT',
  retry: 'Tentar outra vez',
  said: (text) => `O Fénix disse: “${text}”`,
  problems: {
    'bad-state': {
      title: 'Não dá para acabar de entrar',
      text: 'Começaste a entrar noutro navegador, já tinhas acabado, ou passaram mais de dez minutos.',
    },
    denied: { title: 'Não entraste', text: 'O Fénix diz que recusaste o acesso.' },
    'stale-code': {
      title: 'Demorou demasiado',
      text: 'O que o Fénix enviou só serve uma vez, durante um minuto. Entra outra vez para receberes outro.',
    },
    'provider-fault': {
      title: 'O Fénix não respondeu como devia',
      text: 'O Perto não conseguiu confirmar quem és. Costuma passar em poucos minutos.',
    },
    'bad-id': {
      title: 'Isso não é um utilizador',
      text: 'Um utilizador tem de 1 a 50 letras sem acentos, algarismos, pontos, hífenes ou traços baixos (_).',
    },
    'bad-host': {
      title: 'Isso não é um endereço',
      text: 'O cabeçalho Host do pedido não indica nenhum servidor.',
    },
    'bot-id': { title: 'Esse utilizador é um bot', text: 'Já existe um bot com o nome de utilizador {id}.' },
  },
};

/** `{id}` in a text stands for the id that was to be signed in. */
export const LOGIN_TEXTS: Record<LoginLanguage, LoginTexts> = { en: english, pt: portuguese };
