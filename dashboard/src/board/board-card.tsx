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

/** Three lines: number, and kind or marks; place and category; outlet and countdown. */
export const BoardCard = memo(function BoardCard({ card, now, fresh, selected, reachable, choose }: Card) {
  const { t } = useTranslation();
  const { places, categoryName, timeZone } = useReferenceData();
  const button = useRef<HTMLButtonElement>(null);
  const { level, left } = latenessOf(card, now);

  const kind = t(`trade.kind.${card.kind}`);
  // What is reopened is urgent (F3): one mark says both.
  const marks = [
    card.reopenCount > 0 ? t('board.reopened') : card.priority === 'urgent' ? t('trade.priority.urgent') : '',
    card.chaseCount > 0 ? t('board.chasedShort', { count: card.chaseCount }) : '',
  ].filter(Boolean);
  // A narrow column has no room for the number, a kind and marks: the kind then ends the second line.
  const kindFirst = marks.length === 0 || isRescue(card);

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
        {kindFirst && <span className="card-kind">{kind}</span>}
        {marks.map((mark) => (
          <span key={mark} className="card-mark">
            {mark}
          </span>
        ))}
      </span>
      <span
        className="card-line"
        title={[places.long(card.districtCode), categoryName(card.category)]
          .filter(Boolean)
          .join(t('common.dot'))}
      >
        <span className="card-place">
          {[
            places.short(card.districtCode) || t('board.noPlace'),
            categoryName(card.category),
            kindFirst ? '' : kind,
          ]
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
