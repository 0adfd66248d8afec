import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { groupPhone } from '../text/numbers.ts';
import { type BoardFilters, isFiltered, NO_FILTERS } from './filters.ts';

interface Empty {
  filters: BoardFilters;
  clear: (filters: BoardFilters) => void;
  hotline: string;
}

export function BoardEmpty({ filters, clear, hotline }: Empty) {
  const { t } = useTranslation();
  return (
    <div className="board-empty">
      {isFiltered(filters) ? (
        <EmptyState title={t('board.noneFiltered')} hint={t('board.noneFilteredHint')}>
          <Button onClick={() => clear(NO_FILTERS)}>{t('common.clearFilters')}</Button>
        </EmptyState>
      ) : (
        <EmptyState title={t('board.none')} hint={t('board.noneHint', { hotline: groupPhone(hotline) })} />
      )}
    </div>
  );
}
