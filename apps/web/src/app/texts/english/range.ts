import { LIMITS } from '@perto/contract';
import { units } from './units';

export const range = {
  label: 'Range',
  metresLabel: 'Range in metres',
  spoken: (metres: number, count: number): string => `${units.metresSpoken(metres)}, ${units.people(count)}`,
  unit: 'm',
  marks: ['10', '50', '200', '1 km', '5 km'],
  wrong: `Between ${LIMITS.minRadiusMetres} and ${LIMITS.maxRadiusMetres} metres`,
  notSaved: (why: string): string => `The range was not saved. ${why}`,
};
