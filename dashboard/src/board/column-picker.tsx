import { useTranslation } from 'react-i18next';
import { latenessOf } from '../time/lateness.ts';
import { BOARD_COLUMNS, type BoardColumn, type Columns } from './columns.ts';

interface Picker {
  columns: Columns;
  current: BoardColumn;
  pick: (column: BoardColumn) => void;
  now: number;
}

/** On a narrow screen one column is shown; here it is chosen, with all counts in sight. */
export function ColumnPicker({ columns, current, pick, now }: Picker) {
  const { t } = useTranslation();
  return (
    <div className="column-picker" role="tablist" aria-label={t('board.columns')}>
      {BOARD_COLUMNS.map((column) => (
        <button
          key={column}
          type="button"
          role="tab"
          aria-selected={column === current}
          data-late={columns[column].some((card) => latenessOf(card, now).level === 'late') || undefined}
          onClick={() => pick(column)}
        >
          {t(`trade.state.${column}`)} <b>{columns[column].length}</b>
        </button>
      ))}
    </div>
  );
}
