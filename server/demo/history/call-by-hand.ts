import { LINE_PRIORITY } from '../../../domain/vocabulary.ts';
import { LineEntry } from '../../../entities/desk.ts';
import { Attempt, AttemptObligation } from '../../../entities/followup.ts';
import { beginCall, type LiveCall } from './calls.ts';
import { SECOND } from './local-time.ts';
import { inWindow, type OwedCall } from './obligations.ts';
import type { World } from './world.ts';

/** How long it rings before somebody picks up. */
const RINGS = 9 * SECOND;

/** An agent's own call, of which nobody knows before its end who makes it and what comes of it. */
export interface CallByHand {
  /** It is over at this instant. */
  endsAt(at: number): void;
  /** @returns its contact; null: none was begun */
  end(personId: number, reached: boolean): number | null;
}

interface Begun {
  call: LiveCall;
  attemptId: number;
  grantedAt: Date;
}

/**
 * F1: a person calls, as services/followup/dial-by-hand.ts would write it. Within the window alone: an agent's word at
 * another hour is one without a call (S9). Nothing of it is drawn from the world's own chance.
 */
export function callByHand(world: World, owed: OwedCall): CallByHand {
  const { row } = owed;
  let begun: Begun | null = null;
  return {
    endsAt(at) {
      const startsAt = at - (50 + (row.id % 60)) * SECOND;
      if (startsAt < world.now || at > world.end || inWindow(world, startsAt) > startsAt) return;
      world.at(startsAt, () => {
        begun = begin(world, owed);
      });
    },
    end(personId, reached) {
      if (begun) end(world, owed, begun, { personId, reached });
      return begun?.call.contactId ?? null;
    },
  };
}

function begin(world: World, { row, language, customerId }: OwedCall): Begun {
  const { number } = row;
  const sid = `CA${world.random.stream(`by hand ${row.id}`).hex(32)}`;
  const call = beginCall(world, { direction: 'outbound', number, customerId, language, sid });
  const { contactId } = call;
  if (row.ticketId) call.note(row.ticketId, 'followed_up');
  const attemptId = world.id('attempt');
  row.attempts += 1;
  world.writer.add(AttemptObligation, { attemptId, obligationId: row.id });
  world.journal.write(world.date, 'attempt.granted', { attemptId }, { contactId, rule: 'F4', rooms: [] });
  return { call, attemptId, grantedAt: world.date };
}

function end(
  world: World,
  { row }: OwedCall,
  { call, attemptId, grantedAt }: Begun,
  { personId, reached }: { personId: number; reached: boolean },
): void {
  const { contactId, sid } = call;
  const endedAt = world.date;
  const outcome = reached ? 'answered' : 'no-answer';
  world.writer.add(Attempt, {
    id: attemptId,
    number: row.number,
    liveNumber: null,
    contactId,
    state: reached ? 'answered' : 'missed',
    callSid: sid,
    grantedAt,
    slotAt: null,
    endedAt,
    outcome,
    checkAt: null,
  });
  world.writer.add(LineEntry, {
    id: world.id('lineEntry'),
    contactId,
    callSid: reached ? sid : null,
    state: 'ended',
    priority: LINE_PRIORITY.normal,
    skills: [],
    arrivedAt: grantedAt,
    enteredAt: grantedAt,
    answeredAt: reached ? new Date(grantedAt.getTime() + RINGS) : null,
    endedAt,
    ending: 'called_out',
    personId,
    notBefore: null,
    tries: 1,
    obligationId: row.id,
  });
  world.journal.write(endedAt, 'attempt.ended', { attemptId, outcome }, { contactId, rule: 'F4', rooms: [] });
  call.end(reached ? 'answered' : 'not_answered', reached ? 'completed' : 'no-answer');
}
