import type { Texts } from '../texts';
import { units } from './units';

export const failure: Texts['failure'] = {
  network: 'O Perto não responde.',
  busy: (wait) => `É demasiado de uma vez. Espera ${units.seconds(wait)} e tenta outra vez.`,
  away: (wait) => `Uma parte do Perto está parada por agora. Tenta outra vez daqui a ${units.seconds(wait)}.`,
  tooLarge: 'É grande demais para enviar.',
  refused: 'O Perto não permite isso.',
  invalid: 'O Perto não aceitou isso. Vê o que escreveste.',
  message: (most) => `Uma mensagem tem de 1 a ${most} caracteres.`,
  recipients: (most) => `Escolhe pelo menos uma pessoa e no máximo ${most}.`,
  place: 'Esse lugar não existe. Vê as coordenadas.',
  range: (least, most) => `O alcance vai de ${least} a ${most} m.`,
  search: 'O Perto não consegue procurar isso. Experimenta outras palavras.',
  notReachable: 'Algumas destas pessoas já não estão ao alcance.',
  gone: 'Isso já não existe.',
  late: 'Demorou demasiado. Tenta outra vez.',
  conflict: 'Isso já não bate certo com o que existe. Recarrega a página.',
  expired: 'A sessão acabou. Entra outra vez.',
  unknown: 'Alguma coisa correu mal do nosso lado. Tenta outra vez.',
};
