import { createContext, useContext } from 'react';
import type { Marks } from './marks.ts';

/** What every card of a board needs and none of which changes: so that cards are drawn for their own sake alone. */
export interface BoardActs {
  marks: Marks;
  /** Opens the ticket. */
  choose(id: number): void;
  /** Puts it among those chosen for one act, alone or with all up to it. */
  select(id: number, how: 'one' | 'range'): void;
  /** What is dragged when this card is: it, or all that are chosen. */
  dragged(id: number): number[];
}

const BoardContext = createContext<BoardActs | null>(null);
export const BoardProvider = BoardContext;

export const useBoardActs = (): BoardActs => {
  const acts = useContext(BoardContext);
  if (!acts) throw new Error('no board here');
  return acts;
};

/** The kind of thing that is dragged: ids of tickets, joined by commas. */
export const DRAGGED = 'application/x-yixian-tickets';
