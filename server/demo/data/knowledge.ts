import type { KnowledgeSort, TicketKind } from '../../../domain/vocabulary.ts';
import { KNOWLEDGE_EN } from './knowledge-en.ts';
import { KNOWLEDGE_ZH } from './knowledge-zh.ts';

/** `for`: kinds and categories by name; none: for all. `keywords`: other words by which it is looked for. */
export interface DemoArticle {
  sort: KnowledgeSort;
  title: string;
  kinds?: readonly TicketKind[];
  categories?: readonly string[];
  keywords?: string;
  body: string;
}

/** What an invented hotline tells its agents: the prices and periods are its own. */
export const KNOWLEDGE: Readonly<Record<'zh' | 'en', readonly DemoArticle[]>> = {
  zh: KNOWLEDGE_ZH,
  en: KNOWLEDGE_EN,
};
