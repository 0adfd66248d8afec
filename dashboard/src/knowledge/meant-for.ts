import { useTranslation } from 'react-i18next';
import type { KnowledgeArticleView } from '../../../domain/contracts/knowledge.ts';
import { useReferenceData } from '../parts/reference.tsx';

/** The kinds and products it is for, in words. */
export function useMeantFor(): (article: Pick<KnowledgeArticleView, 'kinds' | 'categories'>) => string {
  const { t } = useTranslation();
  const { categoryName } = useReferenceData();
  return ({ kinds, categories }) =>
    [...kinds.map((kind) => t(`trade.kind.${kind}`)), ...categories.map(categoryName)].join(
      t('common.comma'),
    ) || t('knowledge.forAll');
}
