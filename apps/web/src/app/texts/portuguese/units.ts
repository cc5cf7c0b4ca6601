import type { Texts } from '../texts';

const number = new Intl.NumberFormat('pt-PT', { maximumFractionDigits: 1, useGrouping: false });

export const units: Texts['units'] = {
  metres: (value) =>
    Math.round(value) < 1000 ? `${Math.round(value)} m` : `${number.format(value / 1000)} km`,
  metresSpoken: (value) => (Math.round(value) === 1 ? '1 metro' : `${Math.round(value)} metros`),
  people: (count) => (count === 1 ? '1 pessoa' : `${count} pessoas`),
  seconds: (count) => `${count} s`,
  ago: (age) => {
    if (age < 60) return `há ${Math.max(0, Math.round(age))} s`;
    if (age < 3600) return `há ${Math.round(age / 60)} min`;
    return `há ${Math.round(age / 3600)} h`;
  },
};
