import { CALLS_ROOM } from '../../../domain/contracts/events.ts';
import type { CallDirection, ContactPurpose, Disposition, Language } from '../../../domain/vocabulary.ts';
import { Call, Contact, ContactTicket, Leg } from '../../../entities/call.ts';
import type { World } from './world.ts';

export interface Line {
  direction: CallDirection;
  /** E.164; '' when hidden. */
  number: string;
  customerId: number | null;
  language: Language;
  /** The carrier's name for it; else one is drawn. */
  sid?: string;
}

/** A call under way; `end` gives the contact its one disposition (H2). */
export interface LiveCall {
  contactId: number;
  sid: string;
  /** What the contact had to do with a ticket. */
  note(ticketId: number, purpose: ContactPurpose): void;
  /** @param status the carrier's last word; of calls that were not answered nobody was on the line */
  end(
    disposition: Disposition,
    status?: Extract<Call['status'], 'completed' | 'busy' | 'failed' | 'no-answer'>,
  ): void;
}

/** H2: a call begins. Begin none that does not end within the history: nobody would be on the line. */
export function beginCall(world: World, line: Line): LiveCall {
  const { direction, number, customerId, language } = line;
  const inbound = direction === 'inbound';
  const startedAt = world.date;
  const contactId = world.id('contact');
  const callId = world.id('call');
  const { sid = `CA${world.random.hex(32)}` } = line;
  const noted = new Set<string>();
  world.journal.write(
    startedAt,
    'contact.started',
    { direction },
    {
      contactId,
      rule: inbound ? 'H2' : undefined,
      cause: inbound ? sid : undefined,
      actor: { kind: inbound ? 'caller' : 'system' },
      rooms: [CALLS_ROOM],
    },
  );
  return {
    contactId,
    sid,
    note(ticketId, purpose) {
      const key = `${ticketId}/${purpose}`;
      if (noted.has(key)) return;
      noted.add(key);
      world.writer.add(ContactTicket, { contactId, ticketId, purpose });
    },
    end(disposition, status = 'completed') {
      const endedAt = world.date;
      const answered = status === 'completed';
      const durationSeconds = answered ? Math.round((world.now - startedAt.getTime()) / 1_000) : 0;
      world.writer.add(Contact, {
        id: contactId,
        direction,
        number,
        customerId,
        language,
        startedAt,
        endedAt,
        disposition,
        subject: null,
        ruleId: null,
        note: null,
      });
      world.writer.add(Call, {
        id: callId,
        sid,
        contactId,
        direction,
        party: 'customer',
        personId: null,
        fromNumber: inbound ? number : '',
        toNumber: inbound ? world.province.hotline : number,
        status,
        startedAt,
        endedAt,
        durationSeconds,
        checkAt: null,
      });
      world.writer.add(Leg, {
        id: world.id('leg'),
        callId,
        party: inbound ? 'caller' : 'callee',
        personId: null,
        joinedAt: startedAt,
        leftAt: endedAt,
      });
      world.journal.write(
        endedAt,
        'contact.ended',
        { disposition },
        {
          contactId,
          rule: inbound ? 'H2' : undefined,
          cause: inbound ? sid : undefined,
          rooms: [CALLS_ROOM],
        },
      );
    },
  };
}
