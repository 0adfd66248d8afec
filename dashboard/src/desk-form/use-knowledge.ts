import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { KnowledgeArticleView } from '../../../domain/contracts/knowledge.ts';
import type { Language } from '../../../domain/vocabulary.ts';
import { get, type Params } from '../api/client.ts';

/** Scripts and articles; what was found before stays until the next answer is there. */
export function useKnowledge(language: Language, params: Params) {
  return useQuery({
    queryKey: ['knowledge', language, params],
    queryFn: ({ signal }) =>
      get<{ items: KnowledgeArticleView[] }>('/api/knowledge', { language, ...params }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
