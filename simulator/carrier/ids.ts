import { randomBytes } from 'node:crypto';

export type SidPrefix = 'CA' | 'CF' | 'IT' | 'QU' | 'RE' | 'SM' | 'TR';

/** A fresh resource id in the carrier's form: two letters and 32 hex digits. */
export function newSid(prefix: SidPrefix): string {
  return prefix + randomBytes(16).toString('hex');
}
