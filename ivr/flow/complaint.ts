import { isTicketNumber, TICKET_NUMBER_DIGITS } from '../../domain/ticket-number.ts';
import {
  categoryName,
  goodbye,
  type Move,
  missed,
  notHeard,
  passing,
  type State,
  say,
  toAgent,
  withNumber,
} from './moves.ts';
import { answerOf } from './request.ts';
import type { Memory, Wish } from './types.ts';

const COMPLAINT_SECONDS = 180;

const toComplaint = (memory: Memory, about: Wish['about']): Move =>
  withNumber({ ...memory, wish: { kind: 'complaint', about } }, 'complaint');

export const complaintAbout: State = {
  ask(memory, ref) {
    const ticket = memory.profile.ticket;
    const params = {
      number: ticket?.number ?? '',
      kind: ticket?.kind ?? ('repair' as const),
      category: categoryName(ticket?.category, memory, ref),
    };
    return { lines: [say('complaint_about', params)], expect: { kind: 'key', hints: 'yes_no' } };
  },
  hear(memory, event, ref) {
    if (event.type === 'keys' && event.keys === '0') return toAgent(memory);
    const yes = answerOf(event, ref);
    const { ticket } = memory.profile;
    if (yes === null || !ticket) return missed(event);
    return yes ? toComplaint(memory, { ticketId: ticket.id }) : { to: 'complaint_number', memory };
  },
};

export const complaintNumber: State = {
  ask: () => ({
    lines: [say('complaint_number')],
    expect: { kind: 'keys', max: TICKET_NUMBER_DIGITS + 1 },
  }),
  hear(memory, event) {
    if (event.type === 'empty') return toComplaint(memory, undefined);
    if (event.type !== 'keys') return missed(event);
    if (event.keys === '0') return toComplaint(memory, undefined);
    return isTicketNumber(event.keys)
      ? toComplaint(memory, { number: event.keys })
      : { miss: say('ticket_unknown') };
  },
  // The number is not the complaint: it is taken without one.
  giveUp: (memory) => toComplaint(memory, undefined),
};

/** C1: what is said goes to the store that looks after the ticket, or after the home on file. */
export const complaint: State = {
  ask: () => ({ lines: [say('complaint')], expect: { kind: 'record', maxSeconds: COMPLAINT_SECONDS } }),
  hear(memory, event) {
    if (event.type !== 'recorded') return notHeard;
    const { ticket, site } = memory.profile;
    const { about = null } = memory.wish;
    const { type: _, ...recording } = event;
    const same = ticket && about && 'ticketId' in about && about.ticketId === ticket.id;
    return {
      run: {
        name: 'open_ticket',
        ask: {
          kind: 'complaint',
          category: same ? ticket.category : null,
          place: site
            ? { siteId: site.id, districtCode: site.districtCode, hasAddress: Boolean(site.address) }
            : null,
          about,
          recording,
        },
      },
      heardBy: 'complaint_taken',
      memory,
    };
  },
  giveUp: (memory) => ({
    run: { name: 'leave_message', ask: { recording: null } },
    heardBy: 'message_left',
    memory,
  }),
};

export const complaintTaken = passing((memory, event) => {
  if (event.type !== 'result' || event.name !== 'open_ticket') {
    return { to: 'message', memory, say: [say('sorry_message')] };
  }
  const { number, texted } = event.answer;
  const lines = [say('complaint_taken', { number })];
  return goodbye(memory, texted ? [...lines, say('texted')] : lines);
});
