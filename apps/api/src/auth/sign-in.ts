import { hash } from 'node:crypto';

/** Id of a person: what Fenix calls the username. */
export type UserId = string;

/** One sign-in, from `/login` to sign-out or expiry. The token itself is not kept. */
export interface SignIn {
  /** SHA-256 of the token, hexadecimal: the sign-in's identity inside the server. */
  readonly digest: string;
  readonly user: UserId;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** SHA-256 in hexadecimal. A token has 256 random bits, so a plain hash hides it. */
export const digestOf = (token: string): string => hash('sha256', token, 'hex');
