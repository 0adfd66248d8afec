import type { EntityManager } from 'typeorm';
import type { Version } from '../../domain/contracts/version.ts';
import { DomainError } from '../../domain/errors.ts';

type Row = Omit<Version, 'editedAt' | 'publishedAt'> & {
  editedAt: Date;
  publishedAt: Date | null;
  body?: unknown;
};

const LISTED = 100;

/**
 * Reads what is kept in versions.
 *
 * @param table where, and its column that says from which version another was made
 * @param readBody of a row's JSON
 * @param initial what is in force before anything was published
 */
export function versionsOf<T>(
  { table, basedOn }: { table: 'phone_setup' | 'survey_script'; basedOn: 'setupId' | 'scriptId' },
  readBody: (body: unknown) => T,
  initial: T,
) {
  type Whole = Version & { body: T };
  const asItComes: Whole = {
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
    body: initial,
  };
  const query = (columns: string, rest: string) => `
    SELECT s.id, s.number, s.state, s.revision, b.number AS basedOn, s.editedAt, e.name AS editedBy, s.publishedAt,
           p.name AS publishedBy, s.why ${columns}
    FROM ${table} s LEFT JOIN ${table} b ON b.id = s.${basedOn}
    LEFT JOIN person e ON e.id = s.editedBy LEFT JOIN person p ON p.id = s.publishedBy ${rest}`;
  const view = ({ body: _, editedAt, publishedAt, ...row }: Row): Version => ({
    ...row,
    editedAt: editedAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
  });
  const whole = (row: Row): Whole => ({ ...view(row), body: readBody(row.body) });
  return {
    asItComes,
    async current(manager: EntityManager): Promise<Whole> {
      const [row]: Row[] = await manager.query(query(', s.body', "WHERE s.slot = 'published'"));
      return row ? whole(row) : asItComes;
    },
    async draft(manager: EntityManager): Promise<Whole | null> {
      const [row]: Row[] = await manager.query(query(', s.body', "WHERE s.slot = 'draft'"));
      return row ? whole(row) : null;
    },
    /** What was in force, newest first; the last one is how it comes. Empty as long as nothing was published. */
    async published(manager: EntityManager): Promise<Version[]> {
      const rows: Row[] = await manager.query(
        query('', `WHERE s.number IS NOT NULL ORDER BY s.number DESC LIMIT ${LISTED}`),
      );
      if (rows.length === 0) return [];
      const { body: _, ...first } = asItComes;
      return [...rows.map(view), { ...first, state: 'retired' }];
    },
    /** @throws DomainError not_found */
    async byId(manager: EntityManager, id: number): Promise<Whole> {
      if (id === 0) return asItComes;
      const [row]: Row[] = await manager.query(query(', s.body', 'WHERE s.id = ?'), [id]);
      if (!row) throw new DomainError('not_found', 'There is no such version.');
      return whole(row);
    },
  };
}
