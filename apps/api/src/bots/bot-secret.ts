import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { digestOf } from '../auth/sign-in';

const SECRET_BYTES = 24;

/** A new secret: 192 random bits, in 32 characters that fit into any shell and file. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** What is stored of a secret. It is random, so a plain hash hides it. */
export const storedForm = (secret: string): string => `sha256:${digestOf(secret)}`;

/** Whether `stored` is of this secret; takes the same time whatever is wrong, also without anything stored. */
export function isSecretOf(secret: string, stored: string | undefined): boolean {
  const [shown, known] = [storedForm(secret), stored ?? ''].map((form) =>
    createHash('sha256').update(form).digest(),
  ) as [Buffer, Buffer];
  return timingSafeEqual(shown, known);
}
