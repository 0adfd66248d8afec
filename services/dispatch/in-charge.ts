import type { WatchNews } from '../../domain/dispatch/watch.ts';
import { localDay, sayTime } from '../../domain/time.ts';
import { LATE_LEVELS, type Language, type LateLevel, type Role } from '../../domain/vocabulary.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { queueMessage } from '../messages/queue-message.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

export interface InCharge {
  personId: number;
  name: string;
  language: Language;
  /** '' where none is on file. */
  phone: string;
  unitId: number | null;
}

/** Whose roles answer at each level, the first of them first (C1: where a store has no supervisor, its category's). */
const ROLES_OF: Record<LateLevel, Role[]> = {
  outlet: ['outlet_manager'],
  store: ['store_supervisor', 'category_supervisor'],
  region: ['region_manager'],
  headquarters: ['headquarters_manager'],
};

/** D6: the highest level at which somebody answers for what is late; null: at none. */
export const answersAt = ({ roles }: Pick<Viewer, 'roles'>): LateLevel | null =>
  LATE_LEVELS.findLast((level) => ROLES_OF[level].some((role) => roles.includes(role))) ?? null;

/** D6: the person who answers for a ticket at a level today; null where nobody is in charge. */
export async function inCharge(
  tx: Tx,
  ticket: Pick<Ticket, 'outletId' | 'storeId' | 'regionId' | 'category'>,
  level: LateLevel,
  now: Date,
): Promise<InCharge | null> {
  const roles = ROLES_OF[level];
  const today = localDay(now, organisationZone());
  const [place, placeId] = {
    outlet: ['a.outletId = ?', ticket.outletId],
    store: ['a.unitId = ?', ticket.storeId],
    region: ['a.unitId = ?', ticket.regionId],
    headquarters: ["u.kind = 'headquarters' AND ? IS NULL", null],
  }[level] as [string, number | null];
  const [row] = await tx.query(
    `SELECT p.id AS personId, p.name, p.language, COALESCE(NULLIF(p.phone, ''), o.phone, '') AS phone, a.unitId
     FROM assignment a JOIN person p ON p.id = a.personId AND p.active
     LEFT JOIN unit u ON u.id = a.unitId LEFT JOIN outlet o ON o.id = a.outletId
     WHERE ${place} AND a.role IN (?) AND a.validFrom <= ? AND (a.validTo IS NULL OR a.validTo >= ?)
       AND (a.categories = '' OR FIND_IN_SET(?, a.categories))
     ORDER BY FIELD(a.role, ?), a.id LIMIT 1`,
    [placeId, roles, today, today, ticket.category ?? '', roles],
  );
  return row ?? null;
}

/** Peers are told before and at a breach: whoever answers now, by text message, where their telephone is on file. */
export async function tellInCharge(tx: Tx, ticket: Ticket, news: WatchNews, now: Date): Promise<void> {
  const person = await inCharge(tx, ticket, news.level, now);
  if (!person) return;
  const { language } = person;
  await queueMessage(
    tx,
    {
      dedupKey: `deadline-${ticket.id}-${ticket.version}`,
      to: person.phone,
      template: news.type === 'ticket.warned' ? 'deadline_near' : 'deadline_missed',
      language,
      params: {
        number: ticket.number,
        due: news.due,
        when: sayTime(news.dueAt, language, organisationZone()),
      },
      ticketId: ticket.id,
    },
    now,
  );
}
