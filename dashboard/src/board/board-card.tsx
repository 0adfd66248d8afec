import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { groupTicket } from '../text/numbers.ts';
import { latenessOf } from '../time/lateness.ts';
import { exactTime, shortCountdown } from '../time/words.ts';
import { isRescue } from './columns.ts';

interface Card {
  card: TicketCard;
  now: number;
  fresh: boolean;
  selected: boolean;
  /** Whether Tab stops here; j and k go on from there. */
  reachable: boolean;
  choose: (id: number) => void;
}

/** Three lines: number, kind and marks; place and category; outlet and countdown. */
export const BoardCard = memo(function BoardCard({ card, now, fresh, selected, reachable, choose }: Card) {
  const { t } = useTranslation();
  const { places, categoryName, timeZone } = useReferenceData();
  const button = useRef<HTMLButtonElement>(null);
  const { level, left } = latenessOf(card, now);

  useEffect(() => {
    // The keyboard moved here from another card: the focus comes along, but is not taken from elsewhere.
    const focused = document.activeElement;
    const free = focused === document.body || focused?.classList.contains('card');
    if (selected && free) button.current?.focus({ preventScroll: true });
  }, [selected]);

  return (
    <button
      type="button"
      ref={button}
      className="card"
      data-level={level}
      data-rescue={isRescue(card) || undefined}
      data-fresh={fresh || undefined}
      aria-current={selected || undefined}
      tabIndex={reachable ? 0 : -1}
      onClick={() => choose(card.id)}
    >
      <span className="card-line">
        <b className="card-number">{groupTicket(card.number)}</b>
        <span className="card-kind">{t(`trade.kind.${card.kind}`)}</span>
        {card.priority === 'urgent' && <span className="card-mark">{t('trade.priority.urgent')}</span>}
        {card.chaseCount > 0 && (
          <span className="card-mark">{t('board.chased', { count: card.chaseCount })}</span>
        )}
        {card.reopenCount > 0 && <span className="card-mark">{t('board.reopened')}</span>}
      </span>
      <span className="card-line" title={places.long(card.districtCode)}>
        <span className="card-place">
          {[places.short(card.districtCode) || t('board.noPlace'), categoryName(card.category)]
            .filter(Boolean)
            .join(t('common.dot'))}
        </span>
      </span>
      <span className="card-line">
        <span
          className="card-outlet"
          title={
            card.outletName ?? (card.manualReason ? t(`trade.manualReason.${card.manualReason}`) : undefined)
          }
        >
          {card.outletName ??
            (card.manualReason
              ? t(`trade.manualShort.${card.manualReason}`)
              : t(`trade.source.${card.source}`))}
        </span>
        {card.dueAt && card.dueKind && (
          <span className="card-due" title={exactTime(card.dueAt, timeZone)}>
            {t(`trade.dueKind.${card.dueKind}`)} {shortCountdown(left, t)}
          </span>
        )}
      </span>
    </button>
  );
});
