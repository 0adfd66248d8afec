import { memo, useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { PresenceMark } from '../presence/presence-mark.tsx';
import { groupTicket } from '../text/numbers.ts';
import { useOfNow } from '../time/clock.ts';
import { latenessOf } from '../time/lateness.ts';
import { exactTime, shortCountdown } from '../time/words.ts';
import { DRAGGED, useBoardActs } from './board-context.ts';
import { isRescue } from './columns.ts';

interface Card {
  card: TicketCard;
  selected: boolean;
  /** Among those chosen for one act. */
  chosen: boolean;
  /** Whether Tab stops here; j and k go on from there. */
  reachable: boolean;
}

/** Three lines: number, and kind or marks; place, category and who answers for it; outlet and countdown. */
export const BoardCard = memo(function BoardCard({ card, selected, chosen, reachable }: Card) {
  const { t } = useTranslation();
  const { places, categoryName } = useReferenceData();
  const { marks, choose, select, dragged } = useBoardActs();
  const button = useRef<HTMLButtonElement>(null);
  const level = useOfNow((now) => latenessOf(card, now).level);
  const fresh = useSyncExternalStore(
    marks.watch,
    useCallback(() => marks.has(card.id), [marks, card.id]),
  );

  const kind = t(`trade.kind.${card.kind}`);
  // What is reopened is urgent (F3): one mark says both.
  const words = [
    card.missedAt ? t('board.missed') : '',
    card.replyAt ? t('board.reply') : '',
    card.reopenCount > 0 ? t('board.reopened') : card.priority === 'urgent' ? t('trade.priority.urgent') : '',
    card.chaseCount > 0 ? t('board.chasedShort', { count: card.chaseCount }) : '',
  ].filter(Boolean);
  // A narrow column has no room for the number, a kind and marks: the kind then ends the second line.
  const kindFirst = words.length === 0 || isRescue(card);

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
      data-id={card.id}
      data-level={level}
      data-rescue={isRescue(card) || undefined}
      data-fresh={fresh || undefined}
      data-chosen={chosen || undefined}
      aria-current={selected || undefined}
      aria-pressed={chosen || undefined}
      tabIndex={reachable ? 0 : -1}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, dragged(card.id).join());
        event.dataTransfer.effectAllowed = 'move';
      }}
      onClick={(event) => {
        if (event.shiftKey) select(card.id, 'range');
        else if (event.ctrlKey || event.metaKey) select(card.id, 'one');
        else choose(card.id);
      }}
    >
      <span className="card-line">
        <b className="card-number">{groupTicket(card.number)}</b>
        {kindFirst && <span className="card-kind">{kind}</span>}
        {words.map((mark) => (
          <span key={mark} className="card-mark">
            {mark}
          </span>
        ))}
        <PresenceMark ticketId={card.id} />
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
        {card.state !== 'done' && <LevelMark card={card} />}
        {card.takenBy && (
          <span className="card-holder" title={t('board.heldBy', { name: card.takenBy.name })}>
            {card.takenBy.name}
          </span>
        )}
      </span>
      <span className="card-line">
        <CardOutlet card={card} />
        <CardDue card={card} />
      </span>
    </button>
  );
});

function CardOutlet({ card }: { card: TicketCard }) {
  const { t } = useTranslation();
  const { outletName, manualReason, source } = card;
  return (
    <span
      className="card-outlet"
      title={outletName ?? (manualReason ? t(`trade.manualReason.${manualReason}`) : undefined)}
    >
      {outletName ?? (manualReason ? t(`trade.manualShort.${manualReason}`) : t(`trade.source.${source}`))}
    </span>
  );
}

/** What is due next, and how long until then: drawn anew only when its words change. */
export function CardDue({ card }: { card: TicketCard }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  // While something is waited for nothing counts down.
  const left = useOfNow((now) =>
    card.dueAt && !card.paused ? shortCountdown(latenessOf(card, now).left, t) : '',
  );
  if (!card.dueAt || !card.dueKind) return null;
  return (
    <span
      className="card-due"
      data-paused={card.paused ?? undefined}
      title={exactTime(card.pausedAt ?? card.dueAt, timeZone)}
    >
      {card.paused ? t(`trade.waitShort.${card.paused}`) : `${t(`trade.dueKind.${card.dueKind}`)} ${left}`}
    </span>
  );
}
