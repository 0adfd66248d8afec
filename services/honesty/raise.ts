import { PROVINCE_ROOM } from '../../domain/contracts/events.ts';
import type { DoubtKind } from '../../domain/vocabulary.ts';
import { Doubt } from '../../entities/doubt.ts';
import { appendEvents } from '../outbox.ts';
import { isDuplicate, type Tx } from '../transaction.ts';

export interface Doubtful {
  kind: DoubtKind;
  /** What it is about, so that the same is not raised again: an id, a number, an outlet and a month. */
  about: string | number;
  regionId?: number | null;
  storeId?: number | null;
  outletId?: number | null;
  number?: string | null;
  figures: Record<string, number>;
  /** The calls that were owed whose answers show it. */
  obligationIds: number[];
}

/** More than anybody looks through. */
const MOST_CALLS = 200;

/** S9: raises a doubt about results, with its evidence; once, however often it is seen. @returns whether it is a new one */
export async function raise(
  tx: Tx,
  { kind, about, figures, obligationIds, ...where }: Doubtful,
  now: Date,
): Promise<boolean> {
  let doubtId: number;
  try {
    const { identifiers } = await tx.insert(Doubt, {
      kind,
      dedupKey: `${kind}-${about}`,
      state: 'open',
      figures,
      obligationIds: obligationIds.slice(0, MOST_CALLS),
      raisedAt: now,
      ...where,
    });
    doubtId = Number(identifiers[0]?.id);
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
  await appendEvents(
    tx,
    [{ type: 'doubt.raised', data: { doubtId, kind }, rule: 'S9', rooms: [PROVINCE_ROOM] }],
    now,
  );
  return true;
}
