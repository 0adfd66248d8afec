import { DomainError } from '../domain/errors.ts';
import { requiredSkills } from '../domain/line/skills.ts';
import { isOpen, nextOpening } from '../domain/setup/opening-hours.ts';
import { bookCampaign } from '../services/campaigns/book-campaign.ts';
import { callOutHasEnded } from '../services/followup/attempt-status.ts';
import { answerSurvey, settleFollowUp } from '../services/followup/survey.ts';
import { chaseTicket } from '../services/intake/chase-ticket.ts';
import { chooseLanguage } from '../services/intake/choose-language.ts';
import { leaveMessage } from '../services/intake/leave-message.ts';
import { openTicket } from '../services/intake/open-ticket.ts';
import type { IntakeReference } from '../services/intake/reference.ts';
import { ticketProgress } from '../services/intake/ticket-progress.ts';
import { chooseCallback } from '../services/line/choose-callback.ts';
import { enterLine } from '../services/line/enter-line.ts';
import { isHurried } from '../services/line/hurry.ts';
import { leaveLine } from '../services/line/leave-line.ts';
import { connectCustomer, connectOutlet } from '../services/masked/connect.ts';
import { endMasked, outcomeOf } from '../services/masked/end-masked.ts';
import { leaveWord } from '../services/masked/leave-word.ts';
import { refuseCalls } from '../services/numbers/refuse-calls.ts';
import { callForRescue, joinRescue } from '../services/selfservice/call-for-rescue.ts';
import {
  type CallerIs,
  ownTickets,
  tellProgress,
  windowsForCaller,
} from '../services/selfservice/caller-tickets.ts';
import { cancelTicketByCaller, cancelVisit } from '../services/selfservice/cancel-visit.ts';
import { changeAppointment } from '../services/selfservice/change-appointment.ts';
import { beginRating, rateService, ratingOutcome } from '../services/selfservice/rate-service.ts';
import type { Tx } from '../services/transaction.ts';
import { organisationZone } from '../services/zone.ts';
import type { Command, CommandMap, CommandName, Memory, ResultEvent } from './flow/types.ts';

/** What a command is carried out with. */
export interface CommandContext {
  tx: Tx;
  now: Date;
  callSid: string;
  memory: Memory;
  reference: IntakeReference;
  links: { secret: string; publicUrl: string };
  /** The caller has hung up meanwhile. */
  ended: boolean;
}

const skillsFor = ({ language, wish }: Memory): string[] =>
  requiredSkills({ language, kind: wish.kind, category: wish.category });

/** Whom the carrier says they are: a number that was keyed proves nothing, and opens nobody's tickets. */
const callerIs = ({ contactId, number, numberAsked, profile }: Memory): CallerIs => ({
  contactId,
  number: numberAsked ? '' : number,
  customerId: profile.customer?.id ?? null,
});

type Handlers = {
  [N in CommandName]: (
    ask: CommandMap[N]['ask'],
    context: CommandContext,
  ) => Promise<CommandMap[N]['answer']>;
};

const handlers = {
  async choose_language({ language }, { tx, memory: { contactId } }) {
    await chooseLanguage(tx, { contactId, language });
    return null;
  },

  async open_ticket({ about, ...wanted }, { tx, now, callSid, memory, reference, links }) {
    const found = about && 'number' in about ? await ticketProgress(tx, about) : null;
    const { contactId, language, number, profile } = memory;
    return openTicket(
      tx,
      {
        ...wanted,
        aboutTicketId: found?.id ?? (about && 'ticketId' in about ? about.ticketId : null),
        source: 'phone',
        language,
        contactNumber: number,
        customerId: profile.customer?.id ?? null,
        contactId,
        cause: callSid,
        reference,
        links,
      },
      now,
    );
  },

  chase({ ticketId }, { tx, now, callSid, memory: { contactId } }) {
    return chaseTicket(tx, { ticketId, contactId, cause: callSid }, now);
  },

  own_tickets(_, { tx, memory }) {
    return ownTickets(tx, callerIs(memory));
  },

  progress(by, { tx, now, memory }) {
    return tellProgress(tx, callerIs(memory), by, now);
  },

  visit_windows(ask, { tx, now }) {
    return windowsForCaller(tx, ask, now);
  },

  change_appointment(ask, { tx, now, callSid: cause, memory: { contactId } }) {
    return changeAppointment(tx, { ...ask, contactId, cause }, now);
  },

  cancel_visit({ ticketId }, { tx, now, callSid: cause, memory: { contactId } }) {
    return cancelVisit(tx, { ticketId, contactId, cause }, now);
  },

  cancel_ticket({ ticketId }, { tx, now, callSid: cause, memory: { contactId } }) {
    return cancelTicketByCaller(tx, { ticketId, contactId, cause }, now);
  },

  begin_rating(ask, { tx, now, reference: { scripts } }) {
    return beginRating(tx, { ...ask, scriptVersion: scripts.inForce }, now);
  },

  join_rescue(_, { tx, now, callSid: cause, memory }) {
    return joinRescue(tx, { ...callerIs(memory), cause }, now);
  },

  call_rescue({ about: _, ...wanted }, { tx, now, callSid, memory, reference, links }) {
    const { contactId, language, number, profile } = memory;
    return callForRescue(
      tx,
      {
        ...wanted,
        kind: 'rescue',
        source: 'phone',
        language,
        contactNumber: number,
        customerId: profile.customer?.id ?? null,
        contactId,
        cause: callSid,
        reference,
        links,
      },
      now,
    );
  },

  async book_campaign({ campaignId }, { tx, now, callSid, memory, reference, links }) {
    const { contactId, language, number, profile } = memory;
    const customerId = profile.customer?.id;
    if (!customerId) return { booked: false, why: 'not_eligible' };
    const given = { campaignId, customerId, number, language, contactId, cause: callSid, reference, links };
    return bookCampaign(tx, { ...given, source: 'phone' }, now);
  },

  async leave_message({ recording }, { tx, now, memory }) {
    const { contactId, number, language, profile } = memory;
    const ticketId = profile.ticket?.id ?? null;
    await leaveMessage(tx, { contactId, number, language, ticketId, recording }, now);
    return { recorded: recording !== null };
  },

  async answer_survey(ask, { tx, now, callSid, memory }) {
    const { contactId, survey } = memory;
    if (survey?.obligationId) {
      const { ticketId: _, ...answer } = ask;
      const { obligationId } = survey;
      await rateService(tx, { ...answer, obligationId, contactId, callSid }, now);
      return null;
    }
    await answerSurvey(tx, { ...ask, attemptId: survey?.attemptId ?? 0, contactId, callSid }, now);
    return null;
  },

  settle_survey(_, { tx, now, callSid, memory }) {
    const { contactId, survey } = memory;
    if (survey?.obligationId) return ratingOutcome(tx, { obligationId: survey.obligationId });
    return settleFollowUp(tx, { attemptId: survey?.attemptId ?? 0, contactId, callSid }, now);
  },
  refuse_calls(_, { tx, now, callSid, memory }) {
    const { contactId, number, survey } = memory;
    return refuseCalls(tx, { attemptId: survey?.attemptId ?? 0, contactId, number, callSid }, now);
  },

  async enter_line({ rescue }, { tx, now, callSid, memory, reference, ended }) {
    const { contactId } = memory;
    if (ended || (await callOutHasEnded(tx, contactId))) return { admitted: false, why: 'nobody' };
    const priority = rescue ? 'rescue' : priorityOf(memory);
    const open = isOpen(reference.setup.body.hours, now, organisationZone());
    return enterLine(tx, { contactId, callSid, priority, skills: skillsFor(memory), open }, now);
  },

  choose_callback(_, { tx, now, memory, reference }) {
    const { contactId, number } = memory;
    const notBefore = nextOpening(reference.setup.body.hours, now, organisationZone());
    const wanted = { contactId, number, skills: skillsFor(memory), notBefore, priority: priorityOf(memory) };
    return chooseCallback(tx, wanted, now);
  },

  async connect_customer({ number }, { tx, now, callSid, memory: { contactId }, ended }) {
    return ended ? { refused: 'not_open' } : connectCustomer(tx, { number, contactId, callSid }, now);
  },
  async connect_outlet({ ticketId }, { tx, now, callSid, memory: { contactId }, ended }) {
    return ended ? { refused: 'not_open' } : connectOutlet(tx, { ticketId, contactId, callSid }, now);
  },
  async end_masked({ maskedId, status, seconds }, { tx, now }) {
    const outcome = outcomeOf(status);
    await endMasked(tx, { maskedId, outcome, seconds }, now);
    return { outcome };
  },
  leave_word({ maskedId }, { tx, now }) {
    return leaveWord(tx, { maskedId }, now);
  },

  async leave_line({ ending }, { tx, now, memory: { contactId, wish } }) {
    if (ending === 'left' && wish.kind !== 'rescue' && (await isHurried(tx, contactId)))
      return { danger: true };
    await leaveLine(tx, { contactId, ending }, now);
    return { danger: false };
  },
} satisfies Handlers;

/** Whoever was reported as a nuisance comes after everybody else. */
const priorityOf = ({ profile }: Memory): 'last' | 'normal' =>
  profile.rule?.kind === 'nuisance' ? 'last' : 'normal';

/**
 * Has a use case do what the flow asked for, in the step's own transaction. A refusal (the ticket was closed in
 * that moment) is a result too: the flow finds words for it.
 */
export async function carryOut(command: Command, context: CommandContext): Promise<ResultEvent> {
  try {
    // The name decides the type of what is asked; the compiler cannot follow that through the table.
    const handler = handlers[command.name] as (
      ask: Command['ask'],
      context: CommandContext,
    ) => Promise<unknown>;
    return { type: 'result', name: command.name, answer: await handler(command.ask, context) } as ResultEvent;
  } catch (error) {
    if (error instanceof DomainError) return { type: 'refused', code: error.code };
    throw error;
  }
}
