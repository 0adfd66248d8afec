import type { Policy } from '../policy.ts';
import { isFieldKind, type Priority, type TicketKind } from '../vocabulary.ts';

/** How long the work takes: by kind, and by product where the policy says so. */
export function serviceMinutes(
  { kind, priority, category }: { kind: TicketKind; priority: Priority; category: string | null },
  { serviceMinutes: byKind, serviceMinutesFor }: Policy['plan'],
): number {
  const field = priority === 'rescue' ? 'rescue' : isFieldKind(kind) ? kind : 'repair';
  return serviceMinutesFor[`${field}.${category}`] ?? byKind[field];
}
