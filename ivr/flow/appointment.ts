import { matchWindow, spokenSpan, type VisitWindow, windowName } from '../../domain/selfservice/windows.ts';
import {
  goodbye,
  isAgentKey,
  type Move,
  missed,
  notUnderstood,
  passing,
  type State,
  say,
  surely,
  toAgent,
  toMenu,
} from './moves.ts';
import { answerOf } from './request.ts';
import type { FlowEvent, Memory, Reference } from './types.ts';

/** H6: asks for the windows there are now. */
export const chooseWindow = (memory: Memory): Move => ({
  run: { name: 'visit_windows', ask: { ticketId: memory.told?.ticketId ?? 0 } },
  heardBy: 'appointment',
  memory: { ...memory, chosen: undefined },
});

/** Calls the visit off, for the outlet to agree on another one. */
const LATER_KEY = '8';

export const appointment: State = {
  ask({ windows, told, language }) {
    const choices = (windows?.windows ?? []).map((window) =>
      windowName(window, windows?.today ?? '', language),
    );
    return {
      lines: [say('appointment', { choices, later: told?.hasVisit ?? false })],
      expect: { kind: 'key', hints: 'windows' },
    };
  },
  hear(memory, event, ref) {
    if (event.type === 'result' && event.name === 'visit_windows') {
      const { unsaid = [], ...rest } = memory;
      const { who, windows } = event.answer;
      if (who === 'person') return toAgent(rest, [say('appointment_soon')]);
      if (who === 'nobody') return toMenu(rest, [say('refused')]);
      if (windows.length === 0) return toAgent(rest, [...unsaid, say('appointment_full')]);
      return { to: 'appointment', memory: { ...rest, windows: event.answer }, say: unsaid };
    }
    if (isAgentKey(event)) return toAgent(memory);
    if (event.type === 'keys' && event.keys === '#') return { to: 'progress', memory };
    if (event.type === 'keys' && event.keys === LATER_KEY && memory.told?.hasVisit) {
      return { to: 'cancel_confirm', memory: { ...memory, cancelling: 'visit' } };
    }
    const chosen = chosenWindow(memory, event, ref);
    return chosen ? { to: 'appointment_confirm', memory: { ...memory, chosen } } : missed(event);
  },
  giveUp: (memory) => toAgent(memory, [say('sorry_message')]),
};

function chosenWindow({ windows }: Memory, event: FlowEvent, ref: Reference): VisitWindow | null {
  if (!windows) return null;
  if (event.type === 'keys') return windows.windows[Number(event.keys) - 1] ?? null;
  const spoken = surely(event, ref);
  return spoken === null ? null : matchWindow(spoken, windows.windows, windows.today);
}

export const appointmentConfirm: State = {
  ask({ chosen, windows, language }) {
    const when = chosen ? windowName(chosen, windows?.today ?? '', language) : '';
    return { lines: [say('appointment_confirm', { when })], expect: { kind: 'key', hints: 'yes_no' } };
  },
  hear(memory, event, ref) {
    if (isAgentKey(event)) return toAgent(memory);
    const yes = answerOf(event, ref);
    const { chosen, told } = memory;
    if (yes === null || !chosen || !told) return event.type === 'empty' ? missed(event) : notUnderstood;
    if (!yes) return chooseWindow(memory);
    const ask = { ticketId: told.ticketId, ...chosen };
    return { run: { name: 'change_appointment', ask }, heardBy: 'appointment_changed', memory };
  },
  giveUp: (memory) => toAgent(memory, [say('sorry_message')]),
};

/** Somebody may have been faster: then what is left is offered. */
export const appointmentChanged = passing((memory, event, ref) => {
  if (event.type === 'refused' && event.code === 'outlet_full') {
    return chooseWindow({ ...memory, unsaid: [say('appointment_taken')] });
  }
  if (event.type !== 'result' || event.name !== 'change_appointment') {
    return toMenu(memory, [say('refused')]);
  }
  const { from, until, texted } = event.answer;
  const when = spokenSpan(new Date(from), new Date(until), memory.language, ref.timeZone);
  const lines = [say('appointment_changed', { when })];
  return goodbye(memory, texted ? [...lines, say('texted_confirm')] : lines);
});
