import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>;

const COST = 16_384;
const LENGTH = 32;
const hashOf = (password: string, salt: Buffer, cost: number) =>
  derive(password, salt, LENGTH, { N: cost, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });

/** `N$salt$hash`, hex: what is stored of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${COST}$${salt.toString('hex')}$${(await hashOf(password, salt, COST)).toString('hex')}`;
}

export async function checkPassword(password: string, stored: string): Promise<boolean> {
  const [cost, salt, hash] = stored.split('$');
  if (!cost || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'hex');
  const actual = await hashOf(password, Buffer.from(salt, 'hex'), Number(cost));
  return expected.length === actual.length && timingSafeEqual(actual, expected);
}

/** Something to compare with where there is no account, so that the answer takes as long. */
export const NO_PASSWORD = `${COST}$${'00'.repeat(16)}$${'00'.repeat(LENGTH)}`;
