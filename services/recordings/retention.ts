import type { Policy } from '../../domain/policy.ts';
import type { RecordingKind } from '../../domain/vocabulary.ts';

const DAY_MS = 86_400_000;

/** Until when what was spoken at `at` is kept. */
export function retainUntil(kind: RecordingKind, at: Date, { recordings }: Policy): Date {
  const days = {
    message: recordings.messageDays,
    remark: recordings.remarkDays,
    conversation: recordings.conversationDays,
  }[kind];
  return new Date(at.getTime() + days * DAY_MS);
}
