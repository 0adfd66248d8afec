import { LANGUAGES } from '../../domain/vocabulary.ts';
import { KnowledgeArticle, KnowledgeVersion } from '../../entities/knowledge.ts';
import { KNOWLEDGE } from './data/knowledge.ts';
import type { RowSink } from './row-writer.ts';

/** Scripts for each kind of request and what is known of each product, in both languages. */
export function writeKnowledge(writer: RowSink, now: Date): void {
  let id = 0;
  for (const language of LANGUAGES) {
    for (const { sort, title, kinds = [], categories = [], keywords = '', body } of KNOWLEDGE[language]) {
      id += 1;
      const version = { version: 1, title, body, retired: false };
      writer.add(KnowledgeArticle, {
        id,
        ...version,
        sort,
        language,
        kinds: [...kinds],
        categories: [...categories],
        keywords,
        updatedAt: now,
        updatedBy: null,
      });
      writer.add(KnowledgeVersion, { articleId: id, ...version, at: now, editedBy: null, why: '' });
    }
  }
}
