import type { EntityManager } from 'typeorm';
import type { SetupVersion, SetupWithBody } from '../../domain/contracts/setup.ts';
import { DomainError } from '../../domain/errors.ts';
import { initialSetup } from '../../domain/setup/phone-setup.ts';
import { readSetup } from '../setup/in-force.ts';

const AS_IT_COMES: SetupWithBody = {
  id: 0,
  number: null,
  state: 'published',
  revision: 0,
  basedOn: null,
  editedAt: null,
  editedBy: null,
  publishedAt: null,
  publishedBy: null,
  why: null,
  body: initialSetup,
};

interface Row {
  id: number;
  number: number | null;
  state: SetupVersion['state'];
  revision: number;
  basedOn: number | null;
  editedAt: Date;
  editedBy: string | null;
  publishedAt: Date | null;
  publishedBy: string | null;
  why: string | null;
  body?: unknown;
}

const query = (columns: string, rest: string) => `
  SELECT s.id, s.number, s.state, s.revision, b.number AS basedOn, s.editedAt, e.name AS editedBy, s.publishedAt,
         p.name AS publishedBy, s.why ${columns}
  FROM phone_setup s LEFT JOIN phone_setup b ON b.id = s.setupId
  LEFT JOIN person e ON e.id = s.editedBy LEFT JOIN person p ON p.id = s.publishedBy ${rest}`;

const view = ({ body: _, editedAt, publishedAt, ...row }: Row): SetupVersion => ({
  ...row,
  editedAt: editedAt.toISOString(),
  publishedAt: publishedAt?.toISOString() ?? null,
});
const whole = (row: Row): SetupWithBody => ({
  ...view(row),
  body: readSetup(typeof row.body === 'string' ? JSON.parse(row.body) : row.body),
});

export async function currentSetup(manager: EntityManager): Promise<SetupWithBody> {
  const [row]: Row[] = await manager.query(query(', s.body', "WHERE s.slot = 'published'"));
  return row ? whole(row) : AS_IT_COMES;
}

export async function draftSetup(manager: EntityManager): Promise<SetupWithBody | null> {
  const [row]: Row[] = await manager.query(query(', s.body', "WHERE s.slot = 'draft'"));
  return row ? whole(row) : null;
}

/** What was published, newest first. */
export async function setupVersions(manager: EntityManager): Promise<SetupVersion[]> {
  const rows: Row[] = await manager.query(
    query('', 'WHERE s.number IS NOT NULL ORDER BY s.number DESC LIMIT 100'),
  );
  return rows.map(view);
}

/** @throws DomainError not_found */
export async function setupVersion(manager: EntityManager, id: number): Promise<SetupWithBody> {
  if (id === 0) return AS_IT_COMES;
  const [row]: Row[] = await manager.query(query(', s.body', 'WHERE s.id = ?'), [id]);
  if (!row) throw new DomainError('not_found', 'There is no such version.');
  return whole(row);
}

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
