import { LIMITS } from '@perto/contract';
import type { Texts } from '../texts';
import { units } from './units';

export const range: Texts['range'] = {
  label: 'Alcance',
  metresLabel: 'Alcance em metros',
  spoken: (metres, count) => `${units.metresSpoken(metres)}, ${units.people(count)}`,
  unit: 'm',
  marks: ['10', '50', '200', '1 km', '5 km'],
  wrong: `Entre ${LIMITS.minRadiusMetres} e ${LIMITS.maxRadiusMetres} metros`,
  notSaved: (why) => `O alcance não ficou guardado. ${why}`,
};
