import { expect } from 'chai';
import { deadlinesFor, nextDue } from '../../domain/dispatch/deadlines.ts';
import { missingActions, nextActions } from '../../domain/dispatch/service-chain.ts';
import { initialPolicy, policySchema } from '../../domain/policy.ts';
import { movesFor } from '../../domain/ticket-moves.ts';
import { type Priority, SERVICE_ACTIONS, TICKET_STATES, type TicketKind } from '../../domain/vocabulary.ts';

const at = new Date('2026-05-01T02:00:00Z');
const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000);

describe('deadlines (D6)', () => {
  it('begin with the request, by kind, and sooner for a rescue', () => {
    const due = (kind: TicketKind, priority: Priority) =>
      deadlinesFor({ kind, priority, tier: 1, from: at }, initialPolicy, 'Asia/Shanghai');
    // Labour Day: the first hours that count are those of 6 May.
    expect(due('repair', 'normal')?.firstContactDueAt).to.deep.equal(new Date('2026-05-06T02:00:00Z'));
    expect(due('repair', 'rescue')?.arrivalDueAt).to.deep.equal(later(2));
    expect(due('complaint', 'normal')).to.equal(null);
  });

  it('count down to the next one not yet met', () => {
    const ticket = {
      nextActionAt: later(0.5),
      firstContactDueAt: later(2),
      firstContactAt: null,
      arrivalDueAt: later(24),
      arrivedAt: null,
      completionDueAt: later(72),
    };
    expect(nextDue({ ...ticket, state: 'offered' })).to.deep.equal({ kind: 'accept', at: later(0.5) });
    expect(nextDue({ ...ticket, state: 'accepted' })?.kind).to.equal('first_contact');
    expect(nextDue({ ...ticket, state: 'in_progress', firstContactAt: at })?.kind).to.equal('arrival');
    expect(nextDue({ ...ticket, state: 'in_progress', firstContactAt: at, arrivedAt: at })?.kind).to.equal(
      'completion',
    );
    for (const state of ['done', 'closed', 'cancelled'] as const)
      expect(nextDue({ ...ticket, state })).to.equal(null);
  });
});

describe('the chain of service actions (H5)', () => {
  it('goes forward, may skip, and names what was skipped', () => {
    expect(nextActions([])).to.deep.equal([...SERVICE_ACTIONS]);
    expect(nextActions(['accept', 'arrive'])[0]).to.equal('quote');
    expect(nextActions(['accept', 'arrive'])).to.not.include('depart');
    expect(missingActions(['accept', 'contact', 'arrive', 'work', 'signature'])).to.deep.equal([
      'appointment',
      'depart',
      'quote',
      'test',
      'clean_up',
    ]);
    expect(missingActions(SERVICE_ACTIONS)).to.deep.equal([]);
  });
});

describe('what someone may do with a ticket', () => {
  it('follows their role, their outlet and the state', () => {
    const dispatcher = { roles: ['dispatcher' as const], ownOutlet: false, kind: 'repair' as const };
    const outlet = { roles: ['outlet_manager' as const], ownOutlet: true, kind: 'repair' as const };
    expect(movesFor({ ...dispatcher, state: 'manual' })).to.deep.equal([
      'assign',
      'take',
      'pause',
      'chase',
      'cancel',
    ]);
    expect(movesFor({ ...dispatcher, state: 'needs_details' })).to.include('details');
    expect(movesFor({ ...dispatcher, kind: 'complaint', state: 'manual' })).to.deep.equal([
      'take',
      'resolve',
      'chase',
      'cancel',
    ]);
    expect(movesFor({ ...outlet, state: 'offered' })).to.deep.equal(['accept', 'decline']);
    expect(movesFor({ ...outlet, state: 'in_progress' })).to.deep.equal([
      'action',
      'complete',
      'end_visit',
      'call',
      'plan',
      'pause',
    ]);
    expect(movesFor({ ...outlet, ownOutlet: false, state: 'offered' })).to.deep.equal([]);
    expect(movesFor({ ...outlet, roles: ['technician'], state: 'offered' })).to.deep.equal([]);
    for (const state of TICKET_STATES) {
      expect(movesFor({ roles: ['region_manager'], ownOutlet: false, kind: 'repair', state })).to.deep.equal(
        [],
      );
    }
    for (const state of ['done', 'closed', 'cancelled'] as const) {
      expect(movesFor({ ...dispatcher, state })).to.deep.equal([]);
    }
  });
});

describe('the policy', () => {
  it('begins valid, and refuses what makes no sense', () => {
    expect(policySchema.parse(initialPolicy)).to.deep.equal(initialPolicy);
    const wrong = structuredClone(initialPolicy);
    wrong.followup.windowFrom = '25:00';
    expect(policySchema.safeParse(wrong).success).to.equal(false);
  });
});
