import { clockOf } from '../../domain/dispatch/deadlines.ts';
import { whoAnswers } from '../../domain/dispatch/watch.ts';
import { addWorkingTime } from '../../domain/dispatch/working-time.ts';
import type { Policy } from '../../domain/policy.ts';
import type { CaseLevel, Priority, TicketKind } from '../../domain/vocabulary.ts';
import type { QualityCase } from '../../entities/case.ts';
import { inCharge } from '../dispatch/in-charge.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/** What a case's owner and deadline depend on. */
export interface CaseScope {
  regionId: number | null;
  storeId: number | null;
  category: string | null;
  kind: TicketKind;
  priority: Priority;
}

const HOUR = 3_600_000;

/**
 * C1–C4: whose a case is from now on, and until when. The store's supervisor, or where there is none that of the
 * product's category; where nothing of the organisation stands at a level, the next one above.
 */
export async function ownership(
  tx: Tx,
  scope: CaseScope,
  from: CaseLevel,
  policy: Policy,
  now: Date,
): Promise<Pick<QualityCase, 'level' | 'unitId' | 'ownerId' | 'dueAt' | 'nextActionAt'>> {
  const place = { ...scope, outletId: null };
  const answers = whoAnswers(place, from);
  const level = answers.level as CaseLevel;
  const person = await inCharge(tx, place, level, now);
  const { storeHours, regionHours, headquartersHours } = policy.cases;
  const hours = { store: storeHours, region: regionHours, headquarters: headquartersHours }[level];
  const dueAt = addWorkingTime(now, hours * HOUR, clockOf(scope, policy, organisationZone()));
  return {
    level,
    unitId: answers.unitId ?? (await headquartersId(tx)),
    ownerId: person?.personId ?? null,
    dueAt,
    nextActionAt: dueAt,
  };
}

async function headquartersId(tx: Tx): Promise<number | null> {
  const [unit] = await tx.query("SELECT id FROM unit WHERE kind = 'headquarters' ORDER BY id LIMIT 1");
  return unit?.id ?? null;
}
