import type { TicketCard } from '../../../domain/contracts/api.ts';
import { isRescue, mostUrgentFirst } from './columns.ts';

const WAITING = new Set<TicketCard['state']>(['needs_details', 'new', 'manual', 'offered']);

/** Rescues that no outlet has accepted yet, the most urgent first. */
export const openRescues = (cards: Iterable<TicketCard>): TicketCard[] =>
  [...cards].filter((card) => isRescue(card) && WAITING.has(card.state)).sort(mostUrgentFirst);

/** Those that call for somebody: nobody has them in hand. */
export const calling = (rescues: readonly TicketCard[]): TicketCard[] =>
  rescues.filter(({ takenBy }) => takenBy === null);
