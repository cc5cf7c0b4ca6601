import { createHash } from 'node:crypto';
import type { FenixPerson, FenixRegistration, FenixRole } from './fenix-person';
import { portrait } from './portrait';

const THIS_YEAR = ['1º Semestre 2026/2027', '2º Semestre 2026/2027'];
const YEARS_AGO = ['1º Semestre 2016/2017', '2º Semestre 2016/2017'];

const COMPUTER_ENGINEERING = {
  name: 'Mestrado em Engenharia Informática e de Computadores',
  acronym: 'MEIC-A',
  id: '2761663971475',
};
const CIVIL_ENGINEERING = { name: 'Mestrado em Engenharia Civil', acronym: 'MEC', id: '2761663971465' };
const AEROSPACE = { name: 'Licenciatura em Engenharia Aeroespacial', acronym: 'LEAer', id: '2761663971474' };
const DOCTORAL = { name: 'Programa Doutoral em Química', acronym: 'DEQuim', id: '2761663971586' };

const student = (...degrees: Omit<FenixRegistration, 'academicTerms'>[]): FenixRole => ({
  type: 'STUDENT',
  registrations: degrees.map((degree) => ({ ...degree, academicTerms: THIS_YEAR })),
});
const alumni = (...degrees: Omit<FenixRegistration, 'academicTerms'>[]): FenixRole => ({
  type: 'ALUMNI',
  concludedRegistrations: degrees.map((degree) => ({ ...degree, academicTerms: YEARS_AGO })),
});

/** A person with the given id and name; everything else is what most people have, unless said. */
function person(username: string, name: string, more: Partial<FenixPerson>): FenixPerson {
  const words = name.split(' ');
  const email = `${username}@tecnico.example`;
  return {
    campus: 'Alameda',
    roles: [student(COMPUTER_ENGINEERING)],
    photo: portrait(username),
    name,
    gender: 'FEMALE',
    birthday: '21/11/2003',
    username,
    email,
    displayName: words.length > 2 ? `${words[0]} ${words.at(-1)}` : name,
    institutionalEmail: email,
    personalEmails: [`${username}@mail.example`],
    workEmails: [],
    webAddresses: [],
    workWebAddresses: [],
    ...more,
  };
}

/** The people to pick from: each is there for something that a client must cope with. */
export const MADE_UP_PEOPLE: readonly FenixPerson[] = [
  person('ist190001', 'Ana Sofia Ferreira', {}),
  person('ist190002', 'Rui Tavares', {
    gender: 'MALE',
    birthday: '02/03/1991',
    roles: [
      { type: 'TEACHER', department: { name: 'Departamento de Engenharia Química', acronym: 'DEQ' } },
      student(DOCTORAL),
    ],
  }),
  person('ist190003', 'Mariana Lopes', { birthday: '14/07/1996', roles: [alumni(CIVIL_ENGINEERING)] }),
  person('ist190004', 'Joaquim Antunes', {
    gender: 'MALE',
    birthday: '30/12/1974',
    roles: [{ type: 'EMPLOYEE' }],
  }),
  person('ist190005', 'Yuki Tanaka', {
    campus: null,
    birthday: null,
    institutionalEmail: null,
    roles: [student(AEROSPACE)],
  }),
  person('ist190006', 'Amina Diallo', { campus: 'Taguspark', photo: null }),
  person('ist190007', 'Oleksandr Kovalenko', {
    campus: 'Tecnológico e Nuclear',
    gender: 'MALE',
    birthday: '08/05/1998',
    roles: [{ type: 'GRANT_OWNER' }],
  }),
  person('ist190008', 'Chiara Bianchi', {
    birthday: '17/01/1989',
    roles: [{ type: 'STAFF' }, alumni(COMPUTER_ENGINEERING)],
  }),
  person(
    'ist190009',
    'Maria da Conceição Évora Magalhães de Vasconcelos e Albuquerque Guimarães Brandão Östergård-Núñez',
    {
      displayName: 'Maria da Conceição Évora Magalhães de Vasconcelos Östergård-Núñez',
      birthday: '29/02/2000',
      roles: [student(CIVIL_ENGINEERING), alumni(CIVIL_ENGINEERING)],
    },
  ),
];

const FIRST_NAMES = [
  ...['Beatriz', 'Tiago', 'Inês', 'Duarte', 'Leonor', 'Gonçalo', 'Matilde', 'Afonso', 'Carolina', 'Simão'],
  ...['Joana', 'Martim', 'Helena', 'Vasco', 'Teresa', 'Nuno', 'Francisca', 'Hugo', 'Lara', 'Xavier'],
];
const LAST_NAMES = [
  ...['Nunes', 'Carvalho', 'Pinto', 'Marques', 'Ribeiro', 'Cardoso', 'Teixeira', 'Moreira', 'Correia'],
  ...['Mendes', 'Vieira', 'Rocha', 'Neves', 'Coelho', 'Cruz', 'Cunha', 'Pires', 'Ramos', 'Reis', 'Fonseca'],
];

/** Anybody else: always the same person for the same id, so that nobody need be remembered. */
export function makeUp(id: string): FenixPerson {
  return person(id, nameFor(id), { photo: null });
}

function nameFor(id: string): string {
  if (/^ist\d+$/.test(id)) {
    const digest = createHash('sha256').update(id).digest();
    return `${pick(FIRST_NAMES, digest.readUInt16BE(0))} ${pick(LAST_NAMES, digest.readUInt16BE(2))}`;
  }
  const words = id.split(/[._-]+/).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || id;
}

function pick(names: readonly string[], number: number): string {
  return names[number % names.length] ?? '';
}
