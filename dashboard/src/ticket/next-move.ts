import type { TICKET_MOVES, TicketDetail } from '../../../domain/contracts/api.ts';

export type Move = (typeof TICKET_MOVES)[number];
/** Those that staff do in the drawer; an outlet's own are on its page. */
export const STAFF_MOVES = [
  'details',
  'assign',
  'reschedule',
  'pause',
  'resume',
  'chase',
  'resolve',
  'cancel',
] as const satisfies Move[];
export type StaffMove = (typeof STAFF_MOVES)[number];

/** The one move that the ticket waits for, if the reader is the one to make it. */
export function nextMove({ card, moves }: Pick<TicketDetail, 'card' | 'moves'>): StaffMove | null {
  const may = (move: StaffMove) => moves.includes(move);
  if (card.state === 'needs_details' && may('details')) return 'details';
  if (card.state !== 'manual') return null;
  if (card.manualReason === 'staff_kind' && may('resolve')) return 'resolve';
  if (may('assign')) return 'assign';
  return may('resolve') ? 'resolve' : null;
}

/** Whatever else the reader may do, in the order in which it is offered. */
export const otherMoves = (detail: Pick<TicketDetail, 'card' | 'moves'>): StaffMove[] =>
  STAFF_MOVES.filter((move) => detail.moves.includes(move) && move !== nextMove(detail));
