import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TicketCard } from '../../../domain/contracts/api.ts';

/**
 * Keeps what one reads where it is while the list changes above it. A list scrolled to its top flows, unless the
 * pointer or the focus is in it: then somebody is about to act on what stands there.
 *
 * @returns how many came in above what is in sight, and the way up to them
 */
export function useAnchor(
  scroller: RefObject<HTMLElement | null>,
  cards: readonly TicketCard[],
  height: number,
): { above: number; toTop: () => void } {
  const [above, setAbove] = useState(0);
  const before = useRef(cards);
  useLayoutEffect(() => {
    const [old, element] = [before.current, scroller.current];
    before.current = cards;
    if (!element || old === cards) return;
    const busy = element.matches(':hover') || element.contains(document.activeElement);
    if (element.scrollTop < height && !busy) return;
    const first = Math.floor(element.scrollTop / height);
    const places = new Map(cards.map((card, index) => [card.id, index]));
    for (let index = first; index < Math.min(old.length, first + 20); index++) {
      const now = places.get(old[index]?.id ?? 0);
      if (now === undefined) continue;
      const moved = now - index;
      if (moved !== 0) element.scrollTop += moved * height;
      if (moved > 0) setAbove((sum) => sum + moved);
      return;
    }
  }, [cards, height, scroller]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || above === 0) return;
    const look = () => element.scrollTop < height && setAbove(0);
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [above, height, scroller]);
  return {
    above,
    toTop: () => {
      scroller.current?.scrollTo({ top: 0 });
      setAbove(0);
    },
  };
}
