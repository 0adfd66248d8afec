import { type Actor, roomsOf } from '../../../domain/contracts/events.ts';
import { type Disposition, isFieldKind } from '../../../domain/vocabulary.ts';
import { Attempt, AttemptObligation, SurveyAnswer } from '../../../entities/followup.ts';
import { agentFollowsUp } from './agent-calls.ts';
import { beginCall, type LiveCall } from './calls.ts';
import { makeCases } from './cases.ts';
import { HOUR, MINUTE, SECOND } from './local-time.ts';
import { inWindow, type OwedCall, owe, settle } from './obligations.ts';
import { reopenTicket, type TicketLife } from './tickets.ts';
import type { World } from './world.ts';

const LAST_DIAL = 6 * MINUTE;
/** One in so many survey calls. */
const HASTY = 2003;
/** Share of those not reached who answer in writing. */
const WRITES = 0.3;

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

/** How a try can end: how often, how long it takes, what the carrier and the record say of it. */
const OUTCOMES = {
  answered: { share: 0, seconds: 75, status: 'completed', disposition: 'survey_answered' },
  'no-answer': { share: 62, seconds: 60, status: 'no-answer', disposition: 'not_answered' },
  busy: { share: 22, seconds: 6, status: 'busy', disposition: 'busy' },
  machine: { share: 10, seconds: 14, status: 'completed', disposition: 'machine' },
  failed: { share: 5, seconds: 3, status: 'failed', disposition: 'failed' },
  unknown: { share: 1, seconds: 130, status: 'completed', disposition: 'unknown' },
} as const;
type Outcome = keyof typeof OUTCOMES;
const MISSED = (Object.keys(OUTCOMES) as Outcome[]).map(
  (outcome) => [outcome, OUTCOMES[outcome].share] as const,
);

function dial(world: World, owed: OwedCall): void {
  const { random } = world;
  const { row } = owed;
  if (!mayDial(world, owed)) return;
  const reachable = 0.66 + (world.local.hour(world.now) >= 17.5 ? 0.1 : 0) + row.attempts * 0.04;
  const outcome = random.chance(reachable) ? 'answered' : random.pickBy(MISSED);
  const { seconds, status, disposition } = OUTCOMES[outcome];
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
  const hangUp = (how: Disposition) => {
    world.writer.add(Attempt, {
      id: attemptId,
      number,
      liveNumber: null,
      contactId: call.contactId,
      state: outcome === 'answered' || outcome === 'unknown' ? outcome : 'missed',
      callSid: call.sid,
      grantedAt,
      slotAt: null,
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
    call.end(how, status);
  };
  if (outcome === 'answered') {
    converse(world, owed, call, hangUp);
    return;
  }
  world.at(world.now + random.between(0.7, 1) * seconds * SECOND, () => {
    tryAgain(world, owed);
    hangUp(disposition);
  });
}

/** F1, H2: whether it may be dialled at this moment; when not, its next time or its end is written. */
function mayDial(world: World, owed: OwedCall): boolean {
  const { row } = owed;
  // Nobody is on the line when the history ends: what comes due in its last minutes is still due then.
  if (row.state !== 'open' || world.now > world.end - LAST_DIAL) return false;
  const opening = inWindow(world, world.now);
  if (opening > world.now) {
    row.nextActionAt = new Date(opening);
    dialWhenDue(world, owed);
    return false;
  }
  if (owed.doNotCall) settle(world, owed, 'do_not_call', { exhausted: true, rule: 'F1' });
  else if (owed.calledAgain) settle(world, owed, 'called_again', { rule: 'H2' });
  else return true;
  return false;
}

/** The survey script that nobody has changed yet. */
const AS_IT_COMES = 0;

/** F2: the questions, one after the other, until the last or until they hang up. */
function converse(world: World, owed: OwedCall, call: LiveCall, hangUp: (as: Disposition) => void): void {
  const { random } = world;
  const { row, ticket } = owed;
  if (ticket) call.note(ticket.row.id, 'followed_up');
  const answers = ticket ? answersOf(world, ticket) : [];
  row.scriptVersion = ticket ? AS_IT_COMES : null;
  const patience = random.chance(0.06) ? random.int(0, answers.length - 1) : answers.length;
  // S9: a few are done sooner than anybody can speak.
  const haste = row.id % HASTY === 0 ? 0.15 : 1;
  let at = world.now + random.between(12, 18) * haste * SECOND;
  for (const [question, value] of answers.slice(0, patience)) {
    at += (question === 'why_unsolved' ? 6 : random.between(5, 9)) * haste * SECOND;
    const by = { contactId: call.contactId, cause: call.sid, actor: { kind: 'caller' } } as const;
    world.at(at, () => keepAnswer(world, owed, { question, value }, by));
  }
  world.at(at + random.between(2, 6) * haste * SECOND, () => {
    const said = !ticket || patience > 0;
    if (!said) {
      tryAgain(world, owed);
      hangUp('survey_partial');
      return;
    }
    lead(world, owed, answers.slice(0, patience), call.contactId);
    settle(world, owed, 'call_answered', { rule: 'F1' });
    hangUp('survey_answered');
  });
}

/** As services/followup/keep-answer.ts would write it. */
function keepAnswer(
  world: World,
  { row, ticket }: OwedCall,
  { question, value, words = null }: { question: string; value: number | null; words?: string | null },
  { contactId, cause, actor }: { contactId: number | null; cause?: string; actor: Actor },
): void {
  const { id: obligationId, ticketId } = row;
  world.writer.add(SurveyAnswer, {
    id: world.id('answer'),
    obligationId,
    ticketId,
    question,
    scriptVersion: AS_IT_COMES,
    value,
    recordingId: null,
    words,
    at: world.date,
  });
  const { badScore } = world.province.policy.followup;
  if (ticket && value !== null) world.reputation.asked(ticket, question, value, badScore);
  const rooms = ticket ? roomsOf(ticket.row) : [];
  const about = { ticketId: ticketId ?? undefined, contactId: contactId ?? undefined, rooms };
  const data = { obligationId, question, value };
  world.journal.write(world.date, 'survey.answered', data, { ...about, rule: 'F2', cause, actor });
}

/** F3: what the answers lead to. */
function lead(
  world: World,
  owed: OwedCall,
  answers: readonly (readonly [string, number])[],
  contactId: number | null,
): void {
  const { ticket } = owed;
  if (!ticket) return;
  makeCases(world, owed, ticket, answers, contactId);
  if (answers[0]?.[1] === 0) reopenTicket(world, ticket);
}

/** What customers add where they can write; by whether they are content. */
const REMARKS = {
  zh: {
    content: [
      '师傅很耐心，讲得清楚',
      '来得很快，谢谢',
      '修好了，走的时候还收拾干净了',
      '预约的时间再准一点就更好了',
    ],
    not: ['换了零件还是有异响', '说好上午来，下午才到', '价格没有讲清楚', '等了好几天才有人来'],
  },
  en: {
    content: ['Very patient, thank you.', 'Quick and tidy.', 'All working again.'],
    not: ['It still makes a noise.', 'Came hours later than agreed.', 'Nobody explained the price.'],
  },
};

/** F1: whoever was not reached answers by the link in the text message, or with a digit. */
function answersInWriting(world: World, owed: OwedCall, ticket: TicketLife): void {
  const { random } = world;
  const at = world.local.within(world.now + random.lognormal(2 * HOUR, 0.9), 8, 22.5);
  world.at(at, () => {
    if (owed.row.state !== 'open') return;
    const onTheWeb = random.chance(0.75);
    const all = answersOf(world, ticket);
    const answers = onTheWeb
      ? all
      : all.filter(([question]) => question === 'solved' || question === 'score');
    owed.row.scriptVersion = AS_IT_COMES;
    const by = { contactId: null, actor: { kind: 'caller' } } as const;
    for (const [question, value] of answers) keepAnswer(world, owed, { question, value }, by);
    const content = answers.every(([question, value]) => question !== 'score' || value > 3);
    if (onTheWeb && random.chance(0.35)) {
      const words = random.pick(REMARKS[owed.language][content ? 'content' : 'not']);
      keepAnswer(world, owed, { question: 'remark', value: null, words }, by);
    }
    lead(world, owed, answers, null);
    settle(world, owed, onTheWeb ? 'web' : 'text_reply', { rule: 'F1' });
  });
}

/** F1: an agent reads the questions out; what is answered is kept as theirs, and leads to the same. */
function answersToAgent(world: World, owed: OwedCall, personId: number, contactId: number | null): void {
  if (!owed.ticket) return;
  owed.row.scriptVersion = AS_IT_COMES;
  const answers = answersOf(world, owed.ticket);
  const by = { contactId, actor: { kind: 'person', id: personId } } as const;
  for (const [question, value] of answers) keepAnswer(world, owed, { question, value }, by);
  lead(world, owed, answers, contactId);
}

/** How it was, which depends on who did the work. */
function answersOf(world: World, ticket: TicketLife): [string, number][] {
  const { random } = world;
  const slack = 1 - (ticket.outlet?.quality ?? 0.8);
  const yes = (probability: number) => Number(random.chance(probability));
  const solved = yes(0.985 - slack * 0.08);
  const onTime = yes(0.97 - slack * 0.2);
  const mood = 5 - slack * 1.3 - (solved ? 0 : 2.2) - (onTime ? 0 : 0.8) + random.normal() * 0.7;
  const points = (about: number) => Math.min(5, Math.max(1, Math.round(about)));
  const why = 1 + (ticket.row.id % 5);
  const nobodyCame = !solved && why === 1;
  const given: [string, number][] = [
    ['solved', solved],
    ...(solved ? [] : [['why_unsolved', why] as [string, number]]),
    ['on_time', onTime],
    ['charge_as_quoted', yes(0.985 - slack * 0.06)],
    ['courtesy', points(5.2 - slack * 1.2 + random.normal() * 0.5)],
    ['score', ticket.outlet?.id === world.praisedOutletId ? 5 : points(mood)],
  ];
  const asksOfVisit = isFieldKind(ticket.row.kind) && !nobodyCame;
  return given.filter(([question]) => asksOfVisit || !OF_A_VISIT.includes(question));
}
const OF_A_VISIT = ['on_time', 'charge_as_quoted', 'courtesy'];

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
    obligationId: row.id,
  });
  if (world.random.chance(WRITES)) answersInWriting(world, owed, ticket);
  else agentFollowsUp(world, owed, (...by) => answersToAgent(world, owed, ...by));
}
