import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { useOfNow } from '../time/clock.ts';
import { lateAmong } from '../time/lateness.ts';
import { BOARD_COLUMNS, type BoardColumn } from './columns.ts';

interface Picker {
  columns: Readonly<Record<BoardColumn, readonly TicketCard[]>>;
  current: BoardColumn;
  pick: (column: BoardColumn) => void;
}

/** On a narrow screen one column is shown; here it is chosen, with all counts in sight. */
export function ColumnPicker({ columns, current, pick }: Picker) {
  const { t } = useTranslation();
  return (
    <div className="column-picker" role="tablist" aria-label={t('board.columns')}>
      {BOARD_COLUMNS.map((column) => (
        <Pick
          key={column}
          column={column}
          cards={columns[column]}
          current={column === current}
          pick={() => pick(column)}
        />
      ))}
    </div>
  );
}

interface PickOne {
  column: BoardColumn;
  cards: readonly TicketCard[];
  current: boolean;
  pick: () => void;
}

function Pick({ column, cards, current, pick }: PickOne) {
  const { t } = useTranslation();
  const late = useOfNow((now) => lateAmong(cards, now) > 0);
  return (
    <button type="button" role="tab" aria-selected={current} data-late={late || undefined} onClick={pick}>
      {t(`trade.state.${column}`)} <b>{cards.length}</b>
    </button>
  );
}
