import type { TicketCard } from '../../../domain/contracts/api.ts';

/** Minutes before a deadline at which its card warns, where the card itself does not say from when (D6, D4). */
export const WARN_MINUTES: Record<NonNullable<TicketCard['dueKind']>, number> = {
  accept: 10,
  first_contact: 30,
  arrival: 60,
  completion: 120,
};

export interface Lateness {
  /** `none`: nothing is due. */
  level: 'none' | 'fine' | 'soon' | 'late';
  /** Milliseconds that are left; negative when late. */
  left: number;
}

const instants = new Map<string, number>();

/** Date.parse, remembered: a board asks for the same few thousand instants over and over. */
function instantOf(iso: string): number {
  const known = instants.get(iso);
  if (known !== undefined) return known;
  if (instants.size > 20_000) instants.clear();
  const parsed = Date.parse(iso);
  instants.set(iso, parsed);
  return parsed;
}

/** D6: how a ticket stands against its nearest deadline. */
export function latenessOf(
  due: Pick<TicketCard, 'dueAt' | 'dueKind'> & Partial<Pick<TicketCard, 'warnAt' | 'pausedAt'>>,
  now: number,
): Lateness {
  if (!due.dueAt) return { level: 'none', left: 0 };
  // While something is waited for, time stands still.
  const left = instantOf(due.dueAt) - (due.pausedAt ? instantOf(due.pausedAt) : now);
  if (left < 0) return { level: 'late', left };
  if (due.pausedAt) return { level: 'fine', left };
  if (due.warnAt && due.dueKind !== 'accept')
    return { level: instantOf(due.warnAt) <= now ? 'soon' : 'fine', left };
  const warn = WARN_MINUTES[due.dueKind ?? 'accept'] * 60_000;
  return { level: left <= warn ? 'soon' : 'fine', left };
}

/** How many of them are late. */
export function lateAmong(cards: readonly Pick<TicketCard, 'dueAt' | 'dueKind'>[], now: number): number {
  let late = 0;
  for (const card of cards) if (latenessOf(card, now).level === 'late') late += 1;
  return late;
}
