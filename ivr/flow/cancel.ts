import {
  categoryName,
  goodbye,
  isAgentKey,
  type Move,
  missed,
  notUnderstood,
  passing,
  type State,
  say,
  toAgent,
  toMenu,
} from './moves.ts';
import { answerOf } from './request.ts';
import type { Memory } from './types.ts';

/** H6: a visit alone, or all of the ticket; what is close at hand is for a person. */
export function startCancel(memory: Memory): Move {
  const { told } = memory;
  if (told?.change === 'person') return toAgent(memory, [say('appointment_soon')]);
  if (told?.hasVisit) return { to: 'cancel', memory };
  return { to: 'cancel_confirm', memory: { ...memory, cancelling: 'ticket' } };
}

export const cancel: State = {
  ask: () => ({ lines: [say('cancel')], expect: { kind: 'key' } }),
  hear(memory, event) {
    if (isAgentKey(event)) return toAgent(memory);
    const key = event.type === 'keys' ? event.keys : '';
    if (key === '#') return { to: 'progress', memory };
    if (key !== '1' && key !== '2') return missed(event);
    return { to: 'cancel_confirm', memory: { ...memory, cancelling: key === '1' ? 'visit' : 'ticket' } };
  },
  giveUp: (memory) => toAgent(memory, [say('sorry_message')]),
};

export const cancelConfirm: State = {
  ask(memory, ref) {
    const { told, cancelling = 'ticket' } = memory;
    const params = {
      what: cancelling,
      number: told?.number ?? '',
      kind: told?.kind ?? ('repair' as const),
      category: categoryName(told?.category, memory, ref),
    };
    return { lines: [say('cancel_confirm', params)], expect: { kind: 'key', hints: 'yes_no' } };
  },
  hear(memory, event, ref) {
    if (isAgentKey(event)) return toAgent(memory);
    const yes = answerOf(event, ref);
    const { told, cancelling } = memory;
    if (yes === null || !told) return event.type === 'empty' ? missed(event) : notUnderstood;
    if (!yes) return { to: 'progress', memory };
    const name = cancelling === 'visit' ? 'cancel_visit' : 'cancel_ticket';
    return { run: { name, ask: { ticketId: told.ticketId } }, heardBy: 'cancelled', memory };
  },
  // Nothing is cancelled that nobody confirmed.
  giveUp: (memory) => toAgent(memory, [say('sorry_message')]),
};

export const cancelled = passing((memory, event) => {
  const gone = { ...memory, profile: { ...memory.profile, ticket: null } };
  if (event.type !== 'result') return toMenu(gone, [say('refused')]);
  if (event.name !== 'cancel_visit' && event.name !== 'cancel_ticket') return toMenu(gone, [say('refused')]);
  const { number, texted } = event.answer;
  const lines = [
    event.name === 'cancel_visit' ? say('visit_cancelled') : say('ticket_cancelled', { number }),
  ];
  return goodbye(memory, texted ? [...lines, say('texted_confirm')] : lines);
});
