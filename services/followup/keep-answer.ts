import { type Actor, withoutOutlets } from '../../domain/contracts/events.ts';
import { type Obligation, SurveyAnswer } from '../../entities/followup.ts';
import { keepRecording, type Recorded } from '../intake/keep-recording.ts';
import { appendEvents } from '../outbox.ts';
import { roomsOfTicketId } from '../tickets.ts';
import { isDuplicate, type Tx } from '../transaction.ts';

export interface Answer {
  /** Its key in the script of that version. */
  question: string;
  scriptVersion: number;
  /** On the question's scale; null for what was spoken. */
  value: number | null;
  recording?: Recorded;
  /** A remark that was written. */
  words?: string;
}

/** Who gave the answer, and in which call. */
export interface Given {
  contactId: number | null;
  actor: Actor;
  cause?: string;
}

/** F2: keeps one answer; the first one to a question stands. */
export async function keepAnswer(
  tx: Tx,
  { id, ticketId, kind }: Pick<Obligation, 'id' | 'ticketId' | 'kind'>,
  { question, scriptVersion, value, recording, words }: Answer,
  { contactId, actor, cause }: Given,
  now: Date,
): Promise<void> {
  const recordingId =
    recording && contactId !== null
      ? await keepRecording(tx, recording, { kind: 'remark', contactId, ticketId }, now)
      : null;
  try {
    await tx.insert(SurveyAnswer, {
      obligationId: id,
      ticketId,
      question,
      scriptVersion,
      value,
      recordingId,
      words: words ?? null,
      at: now,
    });
  } catch (error) {
    if (isDuplicate(error)) return;
    throw error;
  }
  const rooms = await roomsOfTicketId(tx, ticketId);
  await appendEvents(
    tx,
    [
      {
        type: 'survey.answered',
        data: { obligationId: id, question, value },
        ticketId: ticketId ?? undefined,
        contactId: contactId ?? undefined,
        rule: 'F2',
        cause,
        // S9: an outlet is not told that its customer is asked a second time.
        rooms: kind === 'check' ? withoutOutlets(rooms) : rooms,
      },
    ],
    now,
    actor,
  );
}
