import type { EntityManager } from 'typeorm';
import { initialSetup } from '../../domain/setup/phone-setup.ts';
import { readSetup } from '../setup/in-force.ts';
import { versionsOf } from '../versions/read.ts';

const setups = versionsOf(
  { table: 'phone_setup', basedOn: 'setupId' },
  (body) => readSetup(typeof body === 'string' ? JSON.parse(body) : body),
  initialSetup,
);
export const currentSetup = setups.current;
export const draftSetup = setups.draft;
export const setupVersions = setups.published;

/**
 * @param id 0 for the phone as it comes
 * @throws DomainError not_found
 */
export const setupVersion = setups.byId;

/** Numbers that hear the draft. */
export async function livePreviews(
  manager: EntityManager,
  now: Date,
): Promise<{ number: string; until: Date; versionId: number; byName: string }[]> {
  return manager.query(
    `SELECT v.number, v.until, v.setupId AS versionId, COALESCE(p.name, '') AS byName FROM setup_preview v
     LEFT JOIN person p ON p.id = v.createdBy WHERE v.until > ? ORDER BY v.until`,
    [now],
  );
}
