import type { SupervisionAct, SupervisionMode } from '../../domain/vocabulary.ts';
import { Supervision } from '../../entities/supervision.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

interface ActOnCall {
  act: SupervisionMode | 'left' | 'took_over';
  supervisorId: number;
  agentId: number | null;
  contactId: number;
}
interface ActOnDesk {
  act: Exclude<SupervisionAct, ActOnCall['act']>;
  supervisorId: number;
  agentId: number;
  what: string;
  why: string | null;
}

/**
 * Writes down what a supervisor did, in the transaction that does it. On a call it is an event as well; of a desk's
 * state `changeDeskState` writes the event. No room hears of it: whether the agent may know is policy's to say.
 */
export async function noteSupervision(tx: Tx, act: ActOnCall | ActOnDesk, now: Date): Promise<void> {
  await tx.insert(Supervision, { ...act, at: now });
  if (!('contactId' in act)) return;
  const { contactId, agentId, supervisorId } = act;
  await appendEvents(
    tx,
    [{ type: 'call.supervised', data: { mode: act.act, agentId }, contactId, rooms: [] }],
    now,
    { kind: 'person', id: supervisorId },
  );
}
