import type { Phone } from './phone.ts';
import { inParallel } from './pool.ts';

/** What the carrier itself knows of one call. */
export interface CarrierCall {
  sid: string;
  /** Which of the hotline's attempts the call was made for; null for a call in. */
  attemptId: number | null;
}

export interface CarrierRecord {
  calls: CarrierCall[];
  /** Milliseconds that the hotline took for each document. */
  documentMs: number[];
  /** Requests to the hotline that came to nothing. */
  failedWebhooks: number;
}

const OF_ATTEMPT = /\/twilio\/followup(?:-status)?\/(\d+)/;
const AT_ONCE = 6;

/** Reads the carrier's record of these calls, and of all other calls by the hotline to `numbers`. */
export async function readCarrier(
  phone: Phone,
  sids: Iterable<string>,
  numbers: Iterable<string>,
  since: Date,
): Promise<CarrierRecord> {
  const wanted = new Set(sids);
  await inParallel(numbers, AT_ONCE, async (number) => {
    for (const { sid, direction, createdAt } of await phone.callsOf(number)) {
      if (direction === 'outbound-api' && new Date(createdAt) >= since) wanted.add(sid);
    }
  });
  const record: CarrierRecord = { calls: [], documentMs: [], failedWebhooks: 0 };
  await inParallel([...wanted], AT_ONCE, async (sid) => {
    const { webhooks } = await phone.call(sid);
    let attemptId: number | null = null;
    for (const { kind, url, tookMs, error } of webhooks) {
      const found = OF_ATTEMPT.exec(url)?.[1];
      if (found) attemptId = Number(found);
      if (error) record.failedWebhooks++;
      else if (kind === 'document') record.documentMs.push(tookMs);
    }
    record.calls.push({ sid, attemptId });
  });
  return record;
}

/** @param share 0–1 */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
