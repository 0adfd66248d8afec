import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';

/** D6: who answers for a ticket that was late: how high it has climbed. Nothing where it was not. */
export function LevelMark({ card: { lateLevel } }: { card: Pick<TicketCard, 'lateLevel'> }) {
  const { t } = useTranslation();
  if (!lateLevel) return null;
  const level = t(`trade.lateLevel.${lateLevel}`);
  return (
    <span className="level-mark" title={t('ticket.answers', { level })}>
      {t(`trade.levelMark.${lateLevel}`)}
    </span>
  );
}
