import { createHash, randomBytes } from 'node:crypto';
import type { KEY_ROLES } from '../../domain/contracts/integration.ts';
import { DomainError } from '../../domain/errors.ts';
import { localDay } from '../../domain/time.ts';
import type { UnitKind } from '../../domain/vocabulary.ts';
import { ApiKey } from '../../entities/integration.ts';
import { Assignment, Person, Unit } from '../../entities/organisation.ts';
import { NO_PASSWORD } from '../people/password.ts';
import { loadViewer, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { noteChange } from './endpoints.ts';

type KeyRole = (typeof KEY_ROLES)[number];
/** Where a role has its place; headquarters may lend it to any. */
const PLACES: Record<KeyRole, readonly UnitKind[]> = {
  dispatcher: ['headquarters', 'region'],
  store_supervisor: ['headquarters', 'region', 'store'],
  category_supervisor: ['headquarters', 'region', 'store'],
  region_manager: ['region'],
  headquarters_manager: ['headquarters'],
};
const PREFIX = 'yx_';
const KEY = /^yx_[\w-]{43}$/;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
/** When a key was last used is kept to the minute: no row is written for every request. */
const USED_MS = 60_000;

/** Whether a bearer token is a machine's, by how it looks. */
export const isKey = (token: string): boolean => KEY.test(token);

/**
 * A key for another system: a person of its own, whose role and unit say what it sees and does, and whose name
 * stands beside what it did.
 *
 * @returns its id, and the token in clear: it is shown once
 */
export async function makeKey(
  tx: Tx,
  { name, role, unitId, personId }: { name: string; role: KeyRole; unitId: number; personId: number },
  now: Date,
): Promise<{ id: number; token: string }> {
  const unit = await tx.findOneBy(Unit, { id: unitId });
  if (!unit || !PLACES[role].includes(unit.kind)) {
    throw new DomainError('invalid', 'This role has no place in that unit. Choose another unit.');
  }
  const token = PREFIX + randomBytes(32).toString('base64url');
  const machine = await tx.insert(Person, {
    username: `key.${randomBytes(6).toString('hex')}`,
    name,
    passwordHash: NO_PASSWORD,
    active: true,
  });
  const machineId = Number(machine.identifiers[0]?.id);
  await tx.insert(Assignment, {
    personId: machineId,
    role,
    unitId,
    validFrom: localDay(now, organisationZone()),
  });
  const { identifiers } = await tx.insert(ApiKey, {
    name,
    hint: token.slice(0, 9),
    tokenHash: hashOf(token),
    personId: machineId,
    createdBy: personId,
    createdAt: now,
  });
  const id = Number(identifiers[0]?.id);
  await noteChange(tx, 'key_made', id, personId, now);
  return { id, token };
}

/** From here on it opens nothing. */
export async function revokeKey(
  tx: Tx,
  { id, personId }: { id: number; personId: number },
  now: Date,
): Promise<void> {
  const { affectedRows } = await tx.query(
    `UPDATE api_key k JOIN person p ON p.id = k.personId SET k.revokedAt = ?, p.active = 0
     WHERE k.id = ? AND k.revokedAt IS NULL`,
    [now, id],
  );
  if (affectedRows === 0) throw new DomainError('not_found', 'There is no such key in force.');
  await noteChange(tx, 'key_revoked', id, personId, now);
}

/** Who a key works as; null when it is unknown or revoked. */
export async function viewerOfKey(tx: Tx, token: string, now: Date): Promise<Viewer | null> {
  const [key] = await tx.query(
    'SELECT id, personId, lastUsedAt FROM api_key WHERE tokenHash = ? AND revokedAt IS NULL',
    [hashOf(token)],
  );
  if (!key) return null;
  if (!key.lastUsedAt || Math.abs(now.getTime() - key.lastUsedAt.getTime()) > USED_MS) {
    await tx.query('UPDATE api_key SET lastUsedAt = ? WHERE id = ?', [now, key.id]);
  }
  return loadViewer(tx, { personId: key.personId }, localDay(now, organisationZone()));
}
