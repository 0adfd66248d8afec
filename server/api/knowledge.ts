import { z } from 'zod';
import {
  editArticleSchema,
  knowledgeListSchema,
  knowledgeQuery,
  knowledgeVersionsSchema,
  newArticleSchema,
} from '../../domain/contracts/knowledge.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { articleVersions, editArticle, writeArticle } from '../../services/knowledge/edit-article.ts';
import { searchKnowledge } from '../../services/knowledge/search-knowledge.ts';
import { INTAKE } from '../../services/people/viewer.ts';
import { route } from '../http/route.ts';

/** Those who speak with customers read; what they say is headquarters' word. */
const EDITORS: Role[] = ['administrator', 'headquarters_manager'];
const READERS: Role[] = [...new Set([...INTAKE, ...EDITORS])];
const params = z.object({ id: z.coerce.number().int().positive() });
const written = z.object({ id: z.int() });

export const knowledgeRoutes = [
  route({
    method: 'get',
    path: '/knowledge',
    tag: 'knowledge',
    summary: 'Scripts and knowledge for the desk, the best first',
    roles: READERS,
    query: knowledgeQuery,
    answer: knowledgeListSchema,
    handle: async ({ query, wiring }) => ({ items: await searchKnowledge(wiring.dataSource.manager, query) }),
  }),
  route({
    method: 'post',
    path: '/knowledge',
    tag: 'knowledge',
    summary: 'Writes a script or an article',
    roles: EDITORS,
    body: newArticleSchema,
    answer: written,
    status: 201,
    handle: ({ viewer: { personId }, body, now, write }) =>
      write(async (tx) => ({ id: await writeArticle(tx, { ...body, personId }, now) })),
  }),
  route({
    method: 'post',
    path: '/knowledge/:id',
    tag: 'knowledge',
    summary: 'Writes another version of it, or takes it out of use',
    roles: EDITORS,
    params,
    body: editArticleSchema,
    answer: written,
    handle: ({ viewer: { personId }, params: { id }, body, now, write }) =>
      write(async (tx) => {
        await editArticle(tx, { ...body, articleId: id, personId }, now);
        return { id };
      }),
  }),
  route({
    method: 'get',
    path: '/knowledge/:id/versions',
    tag: 'knowledge',
    summary: 'All versions of it, the newest first',
    roles: READERS,
    params,
    answer: knowledgeVersionsSchema,
    handle: async ({ params: { id }, wiring }) => ({
      items: await articleVersions(wiring.dataSource.manager, id),
    }),
  }),
];
