import type { z } from 'zod';
import type { KnowledgeArticleView, knowledgeQuery } from '../../domain/contracts/knowledge.ts';
import { rank, termsOf } from '../../domain/knowledge/rank.ts';
import type { Tx } from '../transaction.ts';

type Row = Omit<KnowledgeArticleView, 'kinds' | 'categories' | 'retired' | 'updatedAt'> & {
  kinds: string | KnowledgeArticleView['kinds'];
  categories: string | string[];
  retired: number;
  updatedAt: Date;
};

const parsed = <T>(value: string | T): T => (typeof value === 'string' ? (JSON.parse(value) as T) : value);

/** Scripts and articles, the best first: by what is typed, or by the kind and the product that is spoken of. */
export async function searchKnowledge(
  tx: Tx,
  query: z.infer<typeof knowledgeQuery>,
): Promise<KnowledgeArticleView[]> {
  const terms = termsOf(query.search ?? '');
  const where = ['a.language = ?'];
  const params: unknown[] = [query.language];
  if (query.sort) {
    where.push('a.sort = ?');
    params.push(query.sort);
  }
  if (query.retired === 'false') where.push('a.retired = 0');
  if (terms.length > 0) {
    // MariaDB's full-text index knows no Chinese words; a few hundred texts are read through.
    const text = "LOWER(CONCAT_WS(' ', a.title, a.keywords, a.body))";
    where.push(`(${terms.map(() => `${text} LIKE ?`).join(' OR ')})`);
    params.push(...terms.map((term) => `%${term.replace(/[%_\\]/g, '\\$&')}%`));
  }
  const rows: Row[] = await tx.query(
    `SELECT a.id, a.sort, a.language, a.title, a.body, a.kinds, a.categories, a.keywords, a.version, a.retired,
            a.updatedAt, p.name AS updatedByName
     FROM knowledge_article a LEFT JOIN person p ON p.id = a.updatedBy
     WHERE ${where.join(' AND ')} LIMIT 2000`,
    params,
  );
  return rows
    .map(viewOf)
    .flatMap((article) => {
      const score = rank(article, { terms, kind: query.kind, category: query.category });
      return score === null ? [] : [{ article, score }];
    })
    .sort((a, b) => b.score - a.score || a.article.id - b.article.id)
    .slice(0, query.limit)
    .map(({ article }) => article);
}

export const viewOf = ({ kinds, categories, retired, updatedAt, ...row }: Row): KnowledgeArticleView => ({
  ...row,
  kinds: parsed(kinds),
  categories: parsed(categories),
  retired: Boolean(retired),
  updatedAt: updatedAt.toISOString(),
});
