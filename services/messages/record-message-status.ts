import type { MessageState } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';

export interface RecordMessageStatus {
  messageId: number;
  /** The carrier's word: queued, sent, delivered, undelivered, failed … */
  status: string;
  errorCode?: string;
}

const MEANING: Record<string, MessageState> = {
  accepted: 'sent',
  queued: 'sent',
  sending: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};
const BEFORE: Record<MessageState, MessageState[]> = {
  queued: [],
  sending: [],
  withdrawn: [],
  sent: ['queued', 'sending'],
  delivered: ['queued', 'sending', 'sent'],
  failed: ['queued', 'sending', 'sent'],
};

/** What the carrier says of a text message. Only forward: a late "sent" does not undo "delivered". */
export async function recordMessageStatus(tx: Tx, command: RecordMessageStatus, now: Date): Promise<void> {
  const state = MEANING[command.status];
  if (!state) return;
  const error = state === 'failed' ? `carrier error ${command.errorCode || 'unknown'}` : null;
  await tx.query(
    `UPDATE message SET state = ?, nextActionAt = NULL, error = ?, settledAt = ? WHERE id = ? AND state IN (?)`,
    [state, error?.slice(0, 200) ?? null, state === 'sent' ? null : now, command.messageId, BEFORE[state]],
  );
}
