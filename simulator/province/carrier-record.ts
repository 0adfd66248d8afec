import type { Phone, WholeCall } from './phone.ts';
import { inParallel } from './pool.ts';

/** What the carrier itself knows of one call. */
export interface CarrierCall {
  sid: string;
  /** Which of the hotline's attempts the call was made for; null for a call in, and where no request says so. */
  attemptId: number | null;
  /** Milliseconds that the hotline took for each document. */
  documentMs: number[];
  /** Requests to the hotline that came to nothing. */
  failedWebhooks: number;
}

const OF_ATTEMPT = /\/twilio\/followup(?:-status)?\/(\d+)/;
const AT_ONCE = 6;

export function recordOf({ sid, webhooks }: WholeCall): CarrierCall {
  const record: CarrierCall = { sid, attemptId: null, documentMs: [], failedWebhooks: 0 };
  for (const { kind, url, tookMs, error } of webhooks) {
    const found = OF_ATTEMPT.exec(url)?.[1];
    if (found) record.attemptId = Number(found);
    if (error) record.failedWebhooks++;
    else if (kind === 'document') record.documentMs.push(tookMs);
  }
  return record;
}

/**
 * Reads the carrier's record of these calls, and of all other calls by the hotline to `numbers`.
 *
 * @param known calls whose record was read when they were over: the carrier forgets, in time
 */
export async function readCarrier(
  phone: Phone,
  {
    sids,
    numbers,
    known,
    since,
  }: { sids: string[]; numbers: Iterable<string>; known: CarrierCall[]; since: Date },
): Promise<CarrierCall[]> {
  const read = new Set(known.map(({ sid }) => sid));
  const wanted = new Set(sids);
  await inParallel(numbers, AT_ONCE, async (number) => {
    for (const { sid, direction, createdAt } of await phone.callsOf(number)) {
      if (direction === 'outbound-api' && new Date(createdAt) >= since && !read.has(sid)) wanted.add(sid);
    }
  });
  const records = [...known];
  await inParallel([...wanted], AT_ONCE, async (sid) => {
    records.push(recordOf(await phone.call(sid)));
  });
  return records;
}

/** @param share 0–1 */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
