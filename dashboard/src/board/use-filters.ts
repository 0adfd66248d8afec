import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useMe } from '../session/session.tsx';
import { useOfNow } from '../time/clock.ts';
import type { Passes } from './columns.ts';
import { type BoardFilters, passing, readFilters } from './filters.ts';

/** The filters in the address, and the test that they make. Only the one by lateness asks what time it is. */
export function useFilters(params: URLSearchParams): { filters: BoardFilters; passes: Passes } {
  const { t } = useTranslation();
  const reference = useReferenceData();
  const { personId } = useMe();
  // Opening a ticket changes the address, too, and narrows nothing.
  const text = filterText(params);
  const filters = useMemo(() => readFilters(new URLSearchParams(text)), [text]);
  const now = useOfNow((at) => (filters.late ? at : 0));
  const wordsOf = useMemo(() => {
    const known = new WeakMap<TicketCard, string>();
    return (card: TicketCard): string => {
      const words =
        known.get(card) ??
        [
          card.outletName,
          card.takenBy?.name,
          reference.places.long(card.districtCode),
          reference.categoryName(card.category),
          t(`trade.kind.${card.kind}`),
        ]
          .join(' ')
          .toLowerCase();
      known.set(card, words);
      return words;
    };
  }, [reference, t]);
  const passes = useMemo(
    () => passing(filters, { now, personId, wordsOf, placesOf: reference.places.path }),
    [filters, now, personId, wordsOf, reference],
  );
  return { filters, passes };
}

function filterText(params: URLSearchParams): string {
  const kept = new URLSearchParams(params);
  for (const name of ['ticket', 'do', 'column', 'view', 'sort', 'room']) kept.delete(name);
  return kept.toString();
}
