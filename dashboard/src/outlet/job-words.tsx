import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { isRescue } from '../board/columns.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { Countdown } from '../parts/when.tsx';
import { useNow } from '../time/clock.ts';
import { latenessOf } from '../time/lateness.ts';

/** What a job is and where, and until when something has to happen. */
export function JobWords({ card }: { card: TicketCard }) {
  const { t } = useTranslation();
  const { places, categoryName } = useReferenceData();
  const { level } = latenessOf(card, useNow());
  return (
    <>
      <span className="job-title">
        <b className={isRescue(card) ? 'late' : undefined}>
          {[categoryName(card.category), t(`trade.kind.${card.kind}`)].filter(Boolean).join(t('common.dot'))}
        </b>
        {card.priority === 'urgent' && <span className="card-mark">{t('trade.priority.urgent')}</span>}
        {card.missedAt && <span className="card-mark">{t('board.missed')}</span>}
        {card.replyAt && <span className="card-mark">{t('board.reply')}</span>}
        {card.chaseCount > 0 && (
          <span className="card-mark">{t('board.chased', { count: card.chaseCount })}</span>
        )}
      </span>
      <span className="quiet">{places.long(card.districtCode) || t('board.noPlace')}</span>
      {card.dueAt && card.dueKind && (
        <span className={`job-due ${card.paused ? 'quiet' : level}`}>
          {card.paused ? (
            t(`trade.waitReason.${card.paused}`)
          ) : (
            <>
              {t(`trade.dueKind.${card.dueKind}`)} <Countdown until={card.dueAt} />
            </>
          )}
        </span>
      )}
    </>
  );
}
