import { units } from './units';

export const connection = {
  connecting: 'Connecting…',
  online: 'Online',
  lost: (wait: number): string =>
    wait > 0 ? `Connection lost. Retrying in ${units.seconds(wait)}` : 'Connection lost. Retrying…',
  refused: (why: string): string => `Perto refused the connection. ${why}`,
  retry: 'Retry now',
};
