import type { Line } from '../prompts/types.ts';
import { appointment, appointmentChanged, appointmentConfirm } from './appointment.ts';
import { blocked } from './blocked.ts';
import { campaign, campaignBooked } from './campaign.ts';
import { cancel, cancelConfirm, cancelled } from './cancel.ts';
import { complaint, complaintAbout, complaintNumber, complaintTaken } from './complaint.ts';
import { line, lineLeft, turnedAway } from './line.ts';
import { masked, maskedOver, maskedWord, outletOrCustomer, outletTicket } from './masked.ts';
import { language, menu } from './menu.ts';
import { message, messageLeft } from './message.ts';
import { goodbye, type Move, passing, type State, say } from './moves.ts';
import { ownTickets, whichTicket } from './own-tickets.ts';
import { address, county, district, prefecture } from './place.ts';
import { rating } from './rating.ts';
import { reach } from './reach.ts';
import { appliance, category, confirm, opened, sameMatter, site } from './request.ts';
import { alarm, rescue, rescueJoined } from './rescue.ts';
import {
  survey,
  surveyDone,
  surveyKept,
  surveyRemark,
  surveyRemarkKept,
  surveyToAgent,
  surveyUnwanted,
} from './survey.ts';
import { chased, progress, ticketNumber } from './ticket.ts';
import type { FlowEvent, Memory, Outcome, Reference, StateName } from './types.ts';

const states: Record<StateName, State> = {
  menu,
  blocked,
  language,
  appliance,
  site,
  category,
  same_matter: sameMatter,
  district,
  prefecture,
  county,
  address,
  reach,
  confirm,
  opened,
  ticket_number: ticketNumber,
  own_tickets: ownTickets,
  which_ticket: whichTicket,
  progress,
  chased,
  appointment,
  appointment_confirm: appointmentConfirm,
  appointment_changed: appointmentChanged,
  cancel,
  cancel_confirm: cancelConfirm,
  cancelled,
  rating,
  campaign,
  campaign_booked: campaignBooked,
  rescue,
  rescue_joined: rescueJoined,
  complaint_about: complaintAbout,
  complaint_number: complaintNumber,
  complaint,
  complaint_taken: complaintTaken,
  message,
  message_left: messageLeft,
  line,
  line_left: lineLeft,
  turned_away: turnedAway,
  outlet_or_customer: outletOrCustomer,
  outlet_ticket: outletTicket,
  masked,
  masked_over: maskedOver,
  masked_word: maskedWord,
  survey,
  survey_kept: surveyKept,
  survey_remark: surveyRemark,
  survey_remark_kept: surveyRemarkKept,
  survey_done: surveyDone,
  survey_to_agent: surveyToAgent,
  survey_unwanted: surveyUnwanted,
  connected: passing((memory) => ({ to: 'ended', memory })),
  ended: passing(({ unsaid, ...memory }) => (unsaid ? goodbye(memory, unsaid) : { to: 'ended', memory })),
};

/** A caller who has been round this often is not being helped by the menu. */
export const MAX_TURNS = 80;

/**
 * One step of a call, as a pure function: where the caller is and what came in, to what is said next, or to a
 * command whose result is to be fed back as the next event.
 *
 * @param lines said before everything else (a greeting)
 */
export function step(
  state: StateName,
  memory: Memory,
  event: FlowEvent,
  ref: Reference,
  lines: Line[] = [],
): Outcome {
  if (event.type === 'start') return enter(state, memory, lines, ref);
  const move = alarm(state, memory, event, ref) ?? states[state].hear(memory, event, ref);
  return go(state, memory, move, ref);
}

function go(state: StateName, memory: Memory, move: Move, ref: Reference): Outcome {
  if ('run' in move) return { state: move.heardBy, memory: move.memory, command: move.run };
  if ('to' in move) return enter(move.to, { ...move.memory, misses: 0 }, move.say ?? [], ref);
  const at = move.at ?? state;
  const again = { ...memory, misses: memory.misses + 1 };
  if (again.misses < ref.policy.phone.maxMisses) return enter(at, again, [move.miss], ref);
  const giveUp = states[at].giveUp?.(again, ref) ?? toMessage(again);
  return go(at, again, giveUp, ref);
}

const toMessage = (memory: Memory): Move => ({ to: 'message', memory, say: [say('sorry_message')] });

function enter(state: StateName, memory: Memory, lines: Line[], ref: Reference): Outcome {
  const turns = memory.turns + 1;
  const circling = turns > MAX_TURNS && states[state].ask(memory, ref).expect.kind !== 'hangup';
  if (circling && state !== 'message') return enter('message', memory, [say('sorry_message')], ref);
  const { lines: asked, expect } = states[state].ask(memory, ref);
  return { state, memory: { ...memory, turns }, lines: [...lines, ...asked], expect };
}
