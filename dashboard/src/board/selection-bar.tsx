import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

interface Bar {
  count: number;
  assign: () => void;
  clear: () => void;
}

/** What can be done with the tickets that are chosen. */
export function SelectionBar({ count, assign, clear }: Bar) {
  const { t } = useTranslation();
  return (
    <div className="selection-bar" role="toolbar" aria-label={t('board.selected', { count })}>
      <b>{t('board.selected', { count })}</b>
      <Button type="primary" size="small" onClick={assign}>
        {t('board.assignSelected')} <kbd>a</kbd>
      </Button>
      <Button size="small" onClick={clear}>
        {t('board.clearSelected')} <kbd>Esc</kbd>
      </Button>
      <span className="quiet">{t('board.dragHint')}</span>
    </div>
  );
}
