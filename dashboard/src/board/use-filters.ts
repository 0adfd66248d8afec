import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useMe } from '../session/session.tsx';
import { useOfNow } from '../time/clock.ts';
import type { Passes } from './columns.ts';
import { type BoardFilters, passing, readFilters } from './filters.ts';

interface Filters {
  filters: BoardFilters;
  passes: Passes;
  /** The same wherever the ticket is: a map shows the places beside the one that is looked at, too. */
  passesAnywhere: Passes;
}

/** The filters in the address, and the test that they make. Only the one by lateness asks what time it is. */
export function useFilters(params: URLSearchParams): Filters {
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
  const context = useMemo(
    () => ({ now, personId, wordsOf, placesOf: reference.places.path }),
    [now, personId, wordsOf, reference],
  );
  const passes = useMemo(() => passing(filters, context), [filters, context]);
  const passesAnywhere = useMemo(() => passing({ ...filters, place: null }, context), [filters, context]);
  return { filters, passes, passesAnywhere };
}

function filterText(params: URLSearchParams): string {
  const kept = new URLSearchParams(params);
  for (const name of ['ticket', 'do', 'column', 'view', 'sort', 'room']) kept.delete(name);
  return kept.toString();
}
