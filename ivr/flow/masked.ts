import type { MaskedRefusal } from '../../domain/masked/decide-masked.ts';
import { isTicketNumber, TICKET_NUMBER_DIGITS } from '../../domain/ticket-number.ts';
import type { Line } from '../prompts/types.ts';
import { goodbye, type Move, missed, passing, type State, say, toAgent, toMenu } from './moves.ts';

/** A telephone of an outlet that is a customer's as well: what is it about? */
export const outletOrCustomer: State = {
  ask: () => ({ lines: [say('outlet_or_customer')], expect: { kind: 'key' } }),
  hear(memory, event) {
    if (event.type === 'keys' && event.keys === '1') return { to: 'outlet_ticket', memory };
    if (event.type === 'keys' && event.keys === '2') return toMenu(memory);
    if (event.type === 'keys' && event.keys === '0') return toAgent(memory);
    return missed(event);
  },
  giveUp: (memory) => toMenu(memory),
};

const REFUSED: Record<MaskedRefusal, Line> = {
  unknown: say('ticket_unknown'),
  not_yours: say('masked_not_yours'),
  not_open: say('masked_not_open'),
  no_number: say('masked_no_number'),
};

/** An outlet's own telephone: by the number of a ticket that is theirs, they speak with its customer. */
export const outletTicket: State = {
  ask: () => ({ lines: [say('outlet_ticket')], expect: { kind: 'keys', max: TICKET_NUMBER_DIGITS + 1 } }),
  hear(memory, event) {
    if (event.type === 'result' && event.name === 'connect_customer') {
      const { answer } = event;
      return 'refused' in answer
        ? { miss: REFUSED[answer.refused] }
        : { to: 'masked', memory: { ...memory, through: answer } };
    }
    if (event.type !== 'keys') return missed(event);
    if (event.keys === '0') return toAgent(memory);
    if (event.keys === '1') return toMenu(memory);
    if (!isTicketNumber(event.keys)) return { miss: say('ticket_unknown') };
    const run = { name: 'connect_customer' as const, ask: { number: event.keys } };
    return { run, heardBy: 'outlet_ticket', memory };
  },
  giveUp: (memory) => toMenu(memory),
};

/** The other one is dialled; what comes next is how that ended. */
export const masked: State = {
  ask({ through }) {
    if (!through) return { lines: [], expect: { kind: 'hangup' } };
    const { side, recorded } = through;
    return { lines: [say('masked_dial', { side, recorded })], expect: { kind: 'dial', through } };
  },
  hear(memory, event) {
    if (event.type === 'result' && event.name === 'connect_outlet') {
      const { answer } = event;
      if ('refused' in answer) return { to: 'progress', memory, say: [say('masked_not_now')] };
      return { to: 'masked', memory: { ...memory, through: answer } };
    }
    if (event.type === 'refused' || !memory.through) return toMenu(memory);
    const { maskedId } = memory.through;
    const { status, seconds } = event.type === 'dialled' ? event : { status: 'failed', seconds: null };
    return {
      run: { name: 'end_masked', ask: { maskedId, status, seconds } },
      heardBy: 'masked_over',
      memory,
    };
  },
};

export const maskedOver = passing((memory, event) => {
  const side = memory.through?.side ?? 'customer';
  if (event.type === 'result' && event.name === 'end_masked' && event.answer.outcome === 'connected')
    return goodbye({ ...memory, through: undefined }, []);
  const to = side === 'outlet' ? 'outlet_ticket' : 'masked_word';
  return { to, memory, say: [say('masked_missed', { side })] };
});

/** A customer who reached nobody leaves word: a text message to the outlet, or an agent. */
export const maskedWord: State = {
  ask: () => ({ lines: [say('masked_word')], expect: { kind: 'key' } }),
  hear(memory, event): Move {
    if (event.type === 'result' && event.name === 'leave_word') {
      if (event.answer.texted) return goodbye(memory, [say('masked_texted')]);
      return toAgent(memory);
    }
    if (event.type !== 'keys') return missed(event);
    if (event.keys === '0') return toAgent(memory);
    if (event.keys === '#') return toMenu(memory);
    if (event.keys !== '1') return missed(event);
    const maskedId = memory.through?.maskedId ?? 0;
    return { run: { name: 'leave_word', ask: { maskedId } }, heardBy: 'masked_word', memory };
  },
  giveUp: (memory) => goodbye(memory, []),
};
