import type { TicketKind } from './vocabulary.ts';

/**
 * H8: whether two requests of one caller, both open, are the same matter: the same kind, and the same product. A
 * rescue is called for in haste, often before anybody asked what it is about: nobody is sent twice for want of that.
 */
export const isSameMatter = (
  one: { kind: TicketKind; category: string | null },
  other: { kind: TicketKind; category: string | null },
): boolean => one.kind === other.kind && (one.kind === 'rescue' || one.category === other.category);
