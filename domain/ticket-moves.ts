import type { TICKET_MOVES } from './contracts/api.ts';
import { isFieldKind, isOpen, type Role, type TicketKind, type TicketState } from './vocabulary.ts';

export type TicketMove = (typeof TICKET_MOVES)[number];

export interface MoveQuestion {
  roles: Role[];
  /** The ticket lies with an outlet of theirs. */
  ownOutlet: boolean;
  kind: TicketKind;
  state: TicketState;
  /** D6: something is waited for. */
  paused?: boolean;
}

/** D6: deadlines can be paused where they run and nobody is asked for an answer (D4). */
export const mayWait = (kind: TicketKind, state: TicketState): boolean =>
  isFieldKind(kind) && ['needs_details', 'manual', 'accepted', 'in_progress'].includes(state);

const DISPATCH: Role[] = ['dispatcher', 'administrator'];
const DESK: Role[] = [...DISPATCH, 'agent'];
/** H8: whoever takes requests in hears customers chase theirs. */
const COUNTER: Role[] = [...DESK, 'store_supervisor', 'category_supervisor'];
const STAFF: Role[] = [...COUNTER, 'headquarters_manager'];
/** D6: whoever answers for late tickets ends a wait that is none. */
const ANSWERING: Role[] = [...STAFF, 'region_manager'];
const OUTLET: Role[] = ['outlet_manager', 'technician'];

/** What someone may do with a ticket as it stands: asked by the page for its buttons, and by the server again. */
export function movesFor({ roles, ownOutlet, kind, state, paused = false }: MoveQuestion): TicketMove[] {
  const is = (allowed: Role[]) => roles.some((role) => allowed.includes(role));
  const moves: TicketMove[] = [];
  const atOutlet = ownOutlet && is(OUTLET);
  const atWork = state === 'accepted' || state === 'in_progress';
  if (atOutlet && state === 'offered' && is(['outlet_manager'])) moves.push('accept', 'decline');
  if (atOutlet && atWork) moves.push('action', 'complete', 'end_visit', 'call');
  if (atWork && (is(DISPATCH) || (atOutlet && is(['outlet_manager'])))) moves.push('plan');
  if (state === 'needs_details' && is(DESK)) moves.push('details');
  const assignable = state === 'new' || state === 'manual' || state === 'offered' || state === 'accepted';
  if (isFieldKind(kind) && assignable && is(DISPATCH)) moves.push('assign');
  if (isOpen(state) && is(DISPATCH)) moves.push('take');
  const promised = state === 'offered' || state === 'accepted' || state === 'in_progress';
  if (isFieldKind(kind) && promised && is(DESK)) moves.push('reschedule');
  if (!isFieldKind(kind) && state === 'manual' && is(STAFF)) moves.push('resolve');
  if (mayWait(kind, state)) {
    if (!paused && (atOutlet || is(DESK))) moves.push('pause');
    if (paused && (atOutlet || is(ANSWERING))) moves.push('resume');
  }
  if (isOpen(state) && is(COUNTER)) moves.push('chase');
  if (isOpen(state) && is(DISPATCH)) moves.push('cancel');
  return moves;
}
