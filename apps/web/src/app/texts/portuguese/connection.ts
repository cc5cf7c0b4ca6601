import type { Texts } from '../texts';
import { units } from './units';

export const connection: Texts['connection'] = {
  connecting: 'A ligar…',
  online: 'Em linha',
  lost: (wait) =>
    wait > 0
      ? `Ligação perdida. Nova tentativa em ${units.seconds(wait)}`
      : 'Ligação perdida. A tentar de novo…',
  refused: (why) => `O Perto recusou a ligação. ${why}`,
  retry: 'Tentar já',
};
