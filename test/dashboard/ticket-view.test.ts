import { expect } from 'chai';
import { asksMore, nextSteps } from '../../dashboard/src/outlet/next-steps.ts';
import { chainOf, currentVisit, missingOf } from '../../dashboard/src/ticket/chain.ts';
import { deadlinesOf } from '../../dashboard/src/ticket/deadlines.ts';
import { nextMove, otherMoves } from '../../dashboard/src/ticket/next-move.ts';
import { timelineOf } from '../../dashboard/src/ticket/timeline.ts';
import { SERVICE_ACTIONS } from '../../domain/vocabulary.ts';
import { card } from './cards.ts';
import { COUNTED, detail, event, visit } from './tickets.ts';

const at = (time: string) => `2026-03-02T${time}:00.000Z`;

describe("a ticket's history", () => {
  it('joins events, messages and recordings, newest first', () => {
    const entries = timelineOf(
      detail({
        timeline: [
          event(1, 'ticket.opened', {}, { at: at('01:00') }),
          event(2, 'ticket.offered', {}, { at: at('01:02') }),
        ],
        messages: [{ id: 1, at: at('01:01'), template: 'ticket_opened', state: 'sent', body: '…' }],
        recordings: [{ id: 1, kind: 'message', at: at('01:03'), seconds: 9 }],
      }),
    );
    expect(entries.map(({ key }) => key)).to.deep.equal(['r1', 'e2', 'm1', 'e1']);
  });

  it('keeps events of one moment in the order in which they were written', () => {
    const entries = timelineOf(
      detail({ timeline: [event(9, 'ticket.done'), event(10, 'obligation.opened')] }),
    );
    expect(entries.map(({ key }) => key)).to.deep.equal(['e10', 'e9']);
  });

  it('says a thing once: a message instead of its event, an acceptance instead of its action', () => {
    const timeline = [
      event(1, 'message.sent', { template: 'ticket_opened' }),
      event(2, 'ticket.accepted', { outletId: 3 }),
      event(3, 'ticket.action', { action: 'accept', visitId: 5 }),
    ];
    const message = { id: 1, at: at('01:00'), template: 'ticket_opened', state: 'sent', body: '…' };
    expect(timelineOf(detail({ timeline })).map(({ key }) => key)).to.deep.equal(['e2', 'e1']);
    expect(timelineOf(detail({ timeline, messages: [message] })).map(({ key }) => key)).to.have.members([
      'e2',
      'm1',
    ]);
  });

  it('puts the reasons beside the decision, and the evidence beside the action', () => {
    const verdict = { day: '2026-03-02', covering: 0, qualified: [], excluded: [] };
    const quoted = visit([], {
      actions: [{ action: 'quote', at: at('01:00'), by: null, evidence: '¥120.00' }],
    });
    const [first, second] = timelineOf(
      detail({
        decisions: [
          { id: 7, at: at('01:00'), outletId: null, overruled: false, policyVersionId: 1, verdict },
        ],
        visits: [quoted],
        timeline: [
          event(1, 'ticket.handed_over', { reason: 'no_outlet', decisionId: 7 }),
          event(2, 'ticket.action', { action: 'quote', visitId: 5 }),
        ],
      }),
    );
    expect(first).to.deep.include({ key: 'e2', note: '¥120.00', verdict: null });
    expect(second).to.deep.include({ key: 'e1', note: null });
    expect(second).to.have.nested.property('verdict.id', 7);
  });
});

describe('the chain of service actions (H5)', () => {
  const states = (...args: Parameters<typeof visit>) =>
    Object.fromEntries(chainOf(visit(...args)).map(({ action, state }) => [action, state]));

  it('shows what is done, what was left out and what is still to come', () => {
    expect(states(['accept', 'contact', 'arrive'])).to.include({
      contact: 'done',
      appointment: 'missing',
      depart: 'missing',
      arrive: 'done',
      quote: 'open',
    });
  });

  it('counts whatever is not recorded as missing once the visit is finished', () => {
    expect(missingOf(visit([...SERVICE_ACTIONS].slice(0, 8), { outcome: 'finished' }))).to.deep.equal([
      'clean_up',
      'signature',
    ]);
    expect(missingOf(visit(['accept'], { outcome: 'no_show' }))).to.deep.equal([]);
  });

  it('does not ask an outlet to accept again on its second visit', () => {
    expect(states(['contact'], { number: 2 })).not.to.have.property('accept');
    expect(states(['accept'], { number: 2 })).to.have.property('accept', 'done');
  });

  it('looks at the visit under way, else at the last one', () => {
    const over = visit([], { id: 1, outcome: 'no_show' });
    const under = visit([], { id: 2 });
    expect(currentVisit([over, under])?.id).to.equal(2);
    expect(currentVisit([over])?.id).to.equal(1);
    expect(currentVisit([])).to.equal(null);
  });
});

describe('deadlines of a ticket (D6)', () => {
  const deadlines = {
    firstContactDueAt: at('03:00'),
    firstContactAt: at('02:00'),
    arrivalDueAt: at('05:00'),
    arrivedAt: at('05:01'),
    completionDueAt: at('09:00'),
    ...COUNTED,
  };
  const now = Date.parse(at('08:30'));
  const states = (given: Parameters<typeof detail>[0]) =>
    Object.fromEntries(deadlinesOf(detail(given), now).map(({ kind, state }) => [kind, state]));

  it('are met, met late, or still running', () => {
    expect(states({ card: card(1, { state: 'in_progress' }), deadlines })).to.deep.equal({
      first_contact: 'met',
      arrival: 'metLate',
      completion: 'soon',
    });
  });

  it('end with the work', () => {
    const timeline = [event(1, 'ticket.done', {}, { at: at('08:00') })];
    expect(states({ card: card(1, { state: 'done' }), deadlines, timeline }).completion).to.equal('met');
    expect(states({ card: card(1, { state: 'cancelled' }), deadlines }).completion).to.equal('over');
  });

  it('hold the time to accept while an outlet is asked', () => {
    const offered = card(1, { state: 'offered', dueAt: at('08:00'), dueKind: 'accept' });
    expect(states({ card: offered })).to.deep.equal({ accept: 'late' });
  });
});

describe('the next move', () => {
  const of = (
    state: 'needs_details' | 'manual' | 'offered',
    moves: Parameters<typeof nextMove>[0]['moves'],
  ) => ({
    card: card(1, { state, manualReason: state === 'manual' ? 'no_outlet' : null }),
    moves,
  });

  it('is what the ticket waits for, if the reader may do it', () => {
    expect(nextMove(of('needs_details', ['details', 'cancel']))).to.equal('details');
    expect(nextMove(of('needs_details', []))).to.equal(null);
    expect(nextMove(of('manual', ['assign', 'cancel']))).to.equal('assign');
    expect(nextMove(of('offered', ['assign', 'cancel']))).to.equal(null);
  });

  it('is to resolve what nobody is sent for', () => {
    const complaint = {
      card: card(1, { state: 'manual', manualReason: 'staff_kind' }),
      moves: ['resolve' as const],
    };
    expect(nextMove(complaint)).to.equal('resolve');
  });

  it('leaves the other moves at hand, and those of an outlet to its own page', () => {
    expect(otherMoves(of('offered', ['accept', 'cancel', 'assign']))).to.deep.equal(['assign', 'cancel']);
  });
});

describe('the next step of a job (H5)', () => {
  it('is the first action that can be recorded, with what going further would leave out', () => {
    const steps = nextSteps({
      moves: ['action', 'complete'],
      nextActions: ['contact', 'appointment', 'depart'],
    });
    expect(steps.primary).to.equal('contact');
    expect(steps.later).to.deep.equal([
      { action: 'appointment', skipped: ['contact'] },
      { action: 'depart', skipped: ['contact', 'appointment'] },
    ]);
  });

  it('is to finish when every action is recorded, and nothing for whoever may not act', () => {
    expect(nextSteps({ moves: ['action', 'complete'], nextActions: [] }).primary).to.equal('complete');
    expect(nextSteps({ moves: [], nextActions: ['contact'] }).primary).to.equal(null);
  });

  it('takes one press, except where something is written down', () => {
    expect(SERVICE_ACTIONS.filter(asksMore)).to.deep.equal(['appointment', 'quote', 'signature']);
  });
});
