import { createHash, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { DomainError } from '../../domain/errors.ts';
import { hoursAfter, localDay, minutesAfter } from '../../domain/time.ts';
import { LoginFailure, Person, Session } from '../../entities/organisation.ts';
import { isKey, viewerOfKey } from '../integration/api-keys.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { checkPassword, NO_PASSWORD } from './password.ts';
import { loadViewer, type Viewer } from './viewer.ts';

const TRIES = 10;
const TRIES_WITHIN_MINUTES = 15;
/** A working week: the demo clock may be moved by days without signing everyone out. */
const SESSION_HOURS = 7 * 24;

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * A person signs in. At most ten failures an account within fifteen minutes, and the refused ones beyond that do
 * not prolong the wait; the same answer, in the same time, whether the account or the password is wrong.
 *
 * @throws DomainError too_many_tries, not_signed_in
 */
export async function signIn(
  dataSource: DataSource,
  { username, password }: { username: string; password: string },
  now: Date,
): Promise<{ token: string; expiresAt: Date; viewer: Viewer }> {
  const { manager } = dataSource;
  // Counted before it is checked, so that many guesses at once are no way round the limit: the last of them to be
  // written sees all that were let through, also those that carry a slightly later time.
  const { identifiers } = await manager.insert(LoginFailure, { username, at: now });
  const [{ tries }] = await manager.query(
    `SELECT COUNT(*) AS tries FROM (SELECT 1 FROM login_failure
       WHERE username = ? AND at > ? AND at < ? LIMIT ${TRIES + 1}) t`,
    [username, minutesAfter(now, -TRIES_WITHIN_MINUTES), minutesAfter(now, TRIES_WITHIN_MINUTES)],
  );
  if (Number(tries) > TRIES) {
    await manager.delete(LoginFailure, identifiers);
    throw new DomainError(
      'too_many_tries',
      'Too many tries. Wait a quarter of an hour, then sign in again.',
      {
        retryAfterSeconds: 15 * 60,
      },
    );
  }
  const person = await manager.findOneBy(Person, { username });
  const right = await checkPassword(password, person?.passwordHash ?? NO_PASSWORD);
  const viewer =
    person && right
      ? await loadViewer(manager, { personId: person.id }, localDay(now, organisationZone()))
      : null;
  if (!viewer) throw new DomainError('not_signed_in', 'User name or password is wrong.');
  await manager.delete(LoginFailure, { username });
  const token = randomBytes(32).toString('base64url');
  const expiresAt = hoursAfter(now, SESSION_HOURS);
  await manager.insert(Session, {
    tokenHash: hashToken(token),
    personId: viewer.personId,
    createdAt: now,
    expiresAt,
  });
  return { token, expiresAt, viewer };
}

/**
 * Who a token belongs to, a session's or a machine's; null when it is unknown, expired or revoked, or the person no
 * longer works here.
 */
export const viewerOf = (tx: Tx, token: string, now: Date): Promise<Viewer | null> =>
  isKey(token) ? viewerOfKey(tx, token, now) : viewerOfSession(tx, token, now);

const viewerOfSession = (tx: Tx, token: string, now: Date): Promise<Viewer | null> =>
  loadViewer(tx, { tokenHash: hashToken(token), now }, localDay(now, organisationZone()));

export async function signOut(tx: Tx, token: string): Promise<void> {
  await tx.delete(Session, { tokenHash: hashToken(token) });
}
