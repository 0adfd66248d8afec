import type { EntityManager } from 'typeorm';
import type { PolicyPreviewView, PreviewChange, PreviewChanges } from '../../domain/contracts/policy.ts';
import { DomainError } from '../../domain/errors.ts';

const parsed = <T>(value: T | string): T => (typeof value === 'string' ? (JSON.parse(value) as T) : value);

/** How far a preview is, and what came of it. @throws DomainError not_found */
export async function policyPreview(manager: EntityManager, id: number): Promise<PolicyPreviewView> {
  const [row] = await manager.query(
    `SELECT v.id, v.state, v.basedOn, v.requestedAt, p.name AS requestedBy, v.done, v.total, v.result, v.trouble
     FROM policy_preview v LEFT JOIN person p ON p.id = v.requestedBy WHERE v.id = ?`,
    [id],
  );
  if (!row) throw new DomainError('not_found', 'There is no such preview.');
  return { ...row, requestedAt: row.requestedAt.toISOString(), result: parsed(row.result) };
}

/** The tickets that would have gone elsewhere, in the order in which they were routed. */
export async function previewChanges(
  manager: EntityManager,
  id: number,
  { after, limit }: { after: number; limit: number },
): Promise<PreviewChanges> {
  const rows: { position: number; change: PreviewChange | string }[] = await manager.query(
    `SELECT position, \`change\` FROM policy_preview_change WHERE previewId = ? AND position > ?
     ORDER BY position LIMIT ?`,
    [id, after, limit + 1],
  );
  const items = rows.slice(0, limit).map(({ position, change }) => ({ position, ...parsed(change) }));
  return { items, next: rows.length > limit ? (items.at(-1)?.position ?? null) : null };
}
