import type { Texts } from '../texts';
import { units } from './units';

export const failure: Texts['failure'] = {
  network: 'O Perto não responde. Vê se tens rede.',
  busy: (wait) => `É demasiado de uma vez. Espera ${units.seconds(wait)} e tenta outra vez.`,
  away: (wait) => `Uma parte do Perto está parada por agora. Tenta outra vez daqui a ${units.seconds(wait)}.`,
  tooLarge: 'É grande demais para enviar.',
  refused: 'O Perto não permite isso.',
  invalid: (why) => `Isso não é permitido: ${why}.`,
  expired: 'A sessão acabou. Entra outra vez.',
  unknown: 'Alguma coisa correu mal do nosso lado. Tenta outra vez.',
};
