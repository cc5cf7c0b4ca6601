/** What `GET /api/fenix/v1/person` answers, field by field (fenixedu-ist `FenixPerson`). */
export interface FenixPerson {
  /** Null for people who belong to no campus. */
  campus: string | null;
  /** A set in Fenix: any order. */
  roles: FenixRole[];
  photo: { type: string; data: string } | null;
  name: string;
  gender: string;
  /** dd/MM/yyyy */
  birthday: string | null;
  username: string;
  email: string;
  displayName: string;
  institutionalEmail: string | null;
  personalEmails: string[];
  workEmails: string[];
  webAddresses: string[];
  workWebAddresses: string[];
}

export interface FenixRegistration {
  name: string;
  acronym: string;
  id: string;
  /** Such as '1º Semestre 2026/2027'. */
  academicTerms: string[];
}

/** An open list in Fenix: other types than these four must be expected. */
export type FenixRole =
  | { type: 'STUDENT'; registrations: FenixRegistration[] }
  | { type: 'TEACHER'; department: { name: string; acronym: string } }
  | { type: 'ALUMNI'; concludedRegistrations: FenixRegistration[] }
  | { type: 'EMPLOYEE' | 'STAFF' | 'GRANT_OWNER' };
