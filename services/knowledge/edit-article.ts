import type { z } from 'zod';
import type {
  editArticleSchema,
  knowledgeVersionsSchema,
  newArticleSchema,
} from '../../domain/contracts/knowledge.ts';
import { DomainError } from '../../domain/errors.ts';
import { KnowledgeArticle, KnowledgeVersion } from '../../entities/knowledge.ts';
import type { Tx } from '../transaction.ts';

type Version = z.output<typeof knowledgeVersionsSchema>['items'][number];

/** A new script or article, with its first version. @returns its id */
export async function writeArticle(
  tx: Tx,
  { why, ...article }: z.output<typeof newArticleSchema> & { personId: number },
  now: Date,
): Promise<number> {
  const { personId, ...row } = article;
  await requireCategories(tx, row.categories);
  const { identifiers } = await tx.insert(KnowledgeArticle, {
    ...row,
    version: 1,
    retired: false,
    updatedAt: now,
    updatedBy: personId,
  });
  const articleId = Number(identifiers[0]?.id);
  await keepVersion(tx, { articleId, version: 1, retired: false, ...row, personId, why }, now);
  return articleId;
}

/**
 * Another version of it; what it said before stays readable.
 *
 * @throws stale when somebody else wrote one since it was read
 */
export async function editArticle(
  tx: Tx,
  {
    articleId,
    version,
    why,
    personId,
    ...row
  }: z.output<typeof editArticleSchema> & {
    articleId: number;
    personId: number;
  },
  now: Date,
): Promise<void> {
  await requireCategories(tx, row.categories);
  const { affected } = await tx.update(
    KnowledgeArticle,
    { id: articleId, version },
    { ...row, version: version + 1, updatedAt: now, updatedBy: personId },
  );
  if (affected !== 1) {
    if (await tx.existsBy(KnowledgeArticle, { id: articleId }))
      throw new DomainError('stale', 'Somebody else has changed this text. Read it again.');
    throw new DomainError('not_found', 'There is no such text.');
  }
  await keepVersion(tx, { articleId, version: version + 1, ...row, personId, why }, now);
}

/** All versions of a text, the newest first. */
export async function articleVersions(tx: Tx, articleId: number): Promise<Version[]> {
  const rows: (Omit<Version, 'at'> & { at: Date })[] = await tx.query(
    `SELECT v.version, v.title, v.body, v.retired, v.at, p.name AS byName, v.why
     FROM knowledge_version v LEFT JOIN person p ON p.id = v.editedBy
     WHERE v.articleId = ? ORDER BY v.version DESC`,
    [articleId],
  );
  return rows.map((row) => ({ ...row, retired: Boolean(row.retired), at: row.at.toISOString() }));
}

async function requireCategories(tx: Tx, codes: string[]): Promise<void> {
  if (codes.length === 0) return;
  const [{ known }] = await tx.query('SELECT COUNT(*) AS known FROM category WHERE code IN (?)', [codes]);
  if (Number(known) < new Set(codes).size) {
    throw new DomainError('invalid', 'One of the product categories does not exist.');
  }
}

async function keepVersion(
  tx: Tx,
  version: {
    articleId: number;
    version: number;
    title: string;
    body: string;
    retired: boolean;
    personId: number;
    why: string;
  },
  now: Date,
): Promise<void> {
  const { articleId, title, body, retired, personId, why } = version;
  await tx.insert(KnowledgeVersion, {
    articleId,
    version: version.version,
    title,
    body,
    retired,
    at: now,
    editedBy: personId,
    why,
  });
}
