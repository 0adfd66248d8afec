import { roomsOf } from '../../../domain/contracts/events.ts';
import { deadlinesFor } from '../../../domain/dispatch/deadlines.ts';
import { type Disposition, isFieldKind, type SurveyQuestion } from '../../../domain/vocabulary.ts';
import { Attempt, AttemptObligation, SurveyAnswer } from '../../../entities/followup.ts';
import { beginCall, type LiveCall } from './calls.ts';
import { HOUR, MINUTE, SECOND } from './local-time.ts';
import { inWindow, type OwedCall, owe, settle } from './obligations.ts';
import { changeTicket, type TicketLife } from './tickets.ts';
import type { World } from './world.ts';

/** Hours in which agents work through their list. */
const AGENT_HOURS = [8.5, 20.5] as const;

const LAST_DIAL = 6 * MINUTE;

const NOTES = {
  reached: [
    '电话已接通，用户表示满意',
    '用户确认已修好，无其他意见',
    '用户反馈正常，致谢',
    '已联系上，评价良好',
  ],
  unreached: ['多次联系无人接听', '号码停机', '用户拒绝回访'],
  callback: [
    '已回电，解答收费标准',
    '已回电，用户暂不需要上门',
    '已回电，告知工单进度',
    '已回电，登记意向，稍后再联系',
  ],
};

/** Every finished ticket is called back (F1); "not solved" reopens it (F3). */
export function followUpTickets(world: World): void {
  world.reactions.done = (ticket) => {
    const { contactNumber: number, language, customerId } = ticket.row;
    const doNotCall = world.province.households[(customerId ?? 0) - 1]?.doNotCall ?? false;
    const owed = owe(world, { kind: 'survey', ticket, number, language, customerId, doNotCall });
    dialWhenDue(world, owed);
  };
}

/** The dialler takes what is due within moments; at nine in the morning a queue has built up. */
export function dialWhenDue(world: World, owed: OwedCall): void {
  const { nextActionAt } = owed.row;
  if (!nextActionAt || owed.row.state !== 'open') return;
  const opening = world.local.hour(nextActionAt.getTime()) < 9.01;
  const queue = opening ? world.random.between(1, 240) * SECOND : world.random.between(1, 20) * SECOND;
  world.at(nextActionAt.getTime() + queue, () => dial(world, owed));
}

type Outcome = 'answered' | 'no-answer' | 'busy' | 'machine' | 'failed' | 'unknown';
const DISPOSITION: Record<Exclude<Outcome, 'answered'>, Disposition> = {
  'no-answer': 'not_answered',
  busy: 'busy',
  machine: 'machine',
  failed: 'failed',
  unknown: 'unknown',
};

function dial(world: World, owed: OwedCall): void {
  const { random } = world;
  const { row } = owed;
  if (row.state !== 'open') return;
  if (owed.doNotCall) {
    settle(world, owed, 'do_not_call', { exhausted: true, rule: 'F1' });
    return;
  }
  if (owed.calledAgain) {
    settle(world, owed, 'called_again', { rule: 'H2' });
    return;
  }
  const reachable = 0.66 + (world.local.hour(world.now) >= 17.5 ? 0.1 : 0) + row.attempts * 0.04;
  const outcome: Outcome = random.chance(reachable)
    ? 'answered'
    : random.pickBy([
        ['no-answer', 62],
        ['busy', 22],
        ['machine', 10],
        ['failed', 5],
        ['unknown', 1],
      ]);
  const seconds = { answered: 75, 'no-answer': 60, busy: 6, machine: 14, failed: 3, unknown: 130 }[outcome];
  // Nobody is on the line when the history ends: what comes due in its last minutes is still due then.
  if (world.now > world.end - LAST_DIAL) return;
  row.state = 'dialling';
  row.attempts += 1;
  const attemptId = world.id('attempt');
  const grantedAt = world.date;
  const { number } = row;
  const { language } = owed;
  const call = beginCall(world, { direction: 'outbound', number, customerId: owed.customerId, language });
  world.writer.add(AttemptObligation, { attemptId, obligationId: row.id });
  world.journal.write(
    grantedAt,
    'attempt.granted',
    { attemptId },
    { contactId: call.contactId, ticketId: row.ticketId ?? undefined, rule: 'F1', rooms: [] },
  );
  const hangUp = (disposition: Disposition) => {
    world.writer.add(Attempt, {
      id: attemptId,
      number,
      liveNumber: null,
      contactId: call.contactId,
      state: outcome === 'answered' || outcome === 'unknown' ? outcome : 'missed',
      callSid: call.sid,
      grantedAt,
      endedAt: world.date,
      outcome,
      checkAt: null,
    });
    world.journal.write(
      world.date,
      'attempt.ended',
      { attemptId, outcome },
      { contactId: call.contactId, rule: 'F1', rooms: [] },
    );
    call.end(disposition, statusOf(outcome));
  };
  if (outcome === 'answered') {
    converse(world, owed, call, hangUp);
    return;
  }
  world.at(world.now + random.between(0.7, 1) * seconds * SECOND, () => {
    tryAgain(world, owed);
    hangUp(DISPOSITION[outcome]);
  });
}

const statusOf = (outcome: Outcome) =>
  outcome === 'busy' || outcome === 'failed' || outcome === 'no-answer' ? outcome : 'completed';

/** F2: the questions, one after the other, until the last or until they hang up. */
function converse(world: World, owed: OwedCall, call: LiveCall, hangUp: (as: Disposition) => void): void {
  const { random } = world;
  const { row, ticket } = owed;
  if (ticket) call.note(ticket.row.id, 'followed_up');
  const answers = ticket ? answersOf(world, ticket) : [];
  const patience = random.chance(0.06) ? random.int(0, answers.length - 1) : answers.length;
  let at = world.now + random.between(12, 18) * SECOND;
  for (const [question, value] of answers.slice(0, patience)) {
    at += random.between(5, 9) * SECOND;
    world.at(at, () => {
      world.writer.add(SurveyAnswer, {
        id: world.id('answer'),
        obligationId: row.id,
        ticketId: row.ticketId,
        question,
        value,
        recordingUrl: null,
        at: world.date,
      });
      const about = {
        ticketId: row.ticketId ?? undefined,
        contactId: call.contactId,
        rooms: ticket ? roomsOf(ticket.row) : [],
      };
      const data = { obligationId: row.id, question, value };
      world.journal.write(world.date, 'survey.answered', data, {
        ...about,
        rule: 'F2',
        cause: call.sid,
        actor: { kind: 'caller' },
      });
    });
  }
  world.at(at + random.between(2, 6) * SECOND, () => {
    const said = !ticket || patience > 0;
    if (!said) {
      tryAgain(world, owed);
      hangUp('survey_partial');
      return;
    }
    if (ticket && answers[0]?.[1] === 0) reopen(world, ticket);
    settle(world, owed, 'call_answered', { rule: 'F1' });
    hangUp('survey_answered');
  });
}

/** How it was, which depends on who did the work. */
function answersOf(world: World, ticket: TicketLife): [SurveyQuestion, number][] {
  const { random } = world;
  const slack = 1 - (ticket.outlet?.quality ?? 0.8);
  const yes = (probability: number) => Number(random.chance(probability));
  const solved = yes(0.985 - slack * 0.08);
  const onTime = yes(0.97 - slack * 0.2);
  const mood = 5 - slack * 1.3 - (solved ? 0 : 2.2) - (onTime ? 0 : 0.8) + random.normal() * 0.7;
  const score = Math.min(5, Math.max(1, Math.round(mood)));
  return [
    ['solved', solved],
    ['on_time', onTime],
    ['charge_as_quoted', yes(0.985 - slack * 0.06)],
    ['courtesy', yes(0.985 - slack * 0.08)],
    ['score', score],
  ];
}

/** F1: again at a different hour; after the last try a text message goes out, and an agent has it. */
function tryAgain(world: World, owed: OwedCall): void {
  const { row, ticket } = owed;
  const { maxAttempts, retryHours } = world.province.policy.followup;
  if (row.attempts < maxAttempts) {
    const wait = retryHours[Math.min(row.attempts, retryHours.length) - 1] ?? 3;
    row.state = 'open';
    row.nextActionAt = new Date(inWindow(world, world.now + wait * HOUR));
    dialWhenDue(world, owed);
    return;
  }
  if (!ticket) {
    settle(world, owed, 'attempts_spent', { exhausted: true, rule: 'F5' });
    return;
  }
  row.state = 'open';
  row.nextActionAt = null;
  const { number, ticketId } = row;
  world.text(`survey-${row.id}`, { number, language: owed.language, ticketId }, 'survey_missed', {
    number: ticket.row.number,
  });
  const at = world.local.within(world.now + world.random.lognormal(4 * HOUR, 0.7), ...AGENT_HOURS);
  world.at(at + world.random.between(1, 50) * MINUTE, () => agentSettles(world, owed));
}

/** An agent's word settles what no machine could, or says that nobody can be reached. */
function agentSettles(world: World, owed: OwedCall): void {
  const { random, province } = world;
  if (owed.row.state !== 'open') return;
  const reached = random.chance(0.72);
  settle(world, owed, reached ? 'agent_word' : 'attempts_spent', {
    exhausted: !reached,
    rule: 'F1',
    note: random.pick(reached ? NOTES.reached : NOTES.unreached),
    personId: random.pick(province.staff.agents),
  });
}

/** Messages and promised calls are for an agent, who rings back when there is time. */
export function agentRingsBack(world: World, owed: OwedCall): void {
  const { random, province } = world;
  const at = world.local.within(world.now + random.lognormal(45 * MINUTE, 0.8), ...AGENT_HOURS);
  world.at(at + random.between(0, 15) * MINUTE, () => {
    if (owed.row.state !== 'open') return;
    settle(world, owed, 'agent_word', {
      rule: 'F1',
      note: random.pick(NOTES.callback),
      personId: random.pick(province.staff.agents),
    });
  });
}

/** F3: back to a dispatcher, as urgent, with fresh deadlines. */
function reopen(world: World, ticket: TicketLife): void {
  const { row } = ticket;
  const priority = row.priority === 'rescue' ? 'rescue' : 'urgent';
  const due = deadlinesFor(row.kind, priority, world.date, world.province.policy);
  if (ticket.outlet) ticket.tried.add(ticket.outlet.id);
  ticket.outlet = null;
  ticket.visit = null;
  ticket.plan = {};
  changeTicket(
    world,
    ticket,
    {
      state: 'manual',
      manualReason: isFieldKind(row.kind) ? 'reopened' : 'staff_kind',
      priority,
      outletId: null,
      technicianId: null,
      plannedDay: null,
      doneAt: null,
      closedAt: null,
      reopenCount: row.reopenCount + 1,
      moves: 0,
      firstContactAt: null,
      arrivedAt: null,
      firstContactDueAt: due?.firstContactDueAt ?? null,
      arrivalDueAt: due?.arrivalDueAt ?? null,
      completionDueAt: due?.completionDueAt ?? null,
      nextActionAt: null,
    },
    ['ticket.reopened', { resolutionNo: row.resolutionNo }],
    { rule: 'F3' },
  );
}
