import type { Texts } from '../texts';
import { units } from './units';

export const connection: Texts['connection'] = {
  connecting: 'A ligar…',
  offline: 'Sem rede.',
  asOf: (time) => `Isto é o que havia às ${time}.`,
  waiting: 'O Perto liga-se logo que haja rede.',
  lost: 'Ligação perdida.',
  stopped: 'O Perto parou por agora.',
  retryIn: (wait) => (wait > 0 ? `Nova tentativa em ${units.seconds(wait)}` : 'A tentar de novo…'),
  refused: 'O Perto recusou a ligação.',
  busy: 'Demasiado de uma vez.',
  away: 'Uma parte do Perto está parada.',
  goesOnIn: (wait) => `O Perto continua daqui a ${units.seconds(wait)}`,
  back: 'Ligação de volta.',
  sent: (count) => (count === 1 ? '1 mensagem enviada.' : `${count} mensagens enviadas.`),
  retry: 'Tentar já',
};
