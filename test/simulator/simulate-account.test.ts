import { expect } from 'chai';
import type { DemoAccount } from '../../domain/contracts/demo-account.ts';
import type { Proof } from '../../domain/contracts/followup.ts';
import { type Outside, reconcile } from '../../simulator/province/account.ts';
import type { OutboundCall } from '../../simulator/province/called.ts';
import type { CarrierCall } from '../../simulator/province/carrier-record.ts';
import type { Story } from '../../simulator/province/conversation.ts';
import { inboundDispositions, outboundDispositions } from '../../simulator/province/expected.ts';

const AT = '2026-05-01T02:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000).toISOString();
const NUMBER = '123456789';

const story = (over: Partial<Story> = {}): Story => ({
  sid: 'CA1',
  number: '+8613800138000',
  asked: ['menu', 'appliance'],
  opened: [],
  complaints: [],
  reopened: [],
  chased: false,
  progress: false,
  greeted: false,
  queued: false,
  connected: false,
  message: null,
  unheard: [],
  fallback: false,
  brokeDown: false,
  hungUp: false,
  lastWords: '',
  status: 'completed',
  problem: null,
  ...over,
});
const persona = {
  wish: 'repair',
  english: false,
  speaks: false,
  slip: null,
  address: 'clear',
  reachableAt: null,
} as const;

const atCarrier = (sid: string, attemptId: number | null): CarrierCall => ({
  sid,
  attemptId,
  documentMs: [3],
  failedWebhooks: 0,
});
const called = (survey: Story): OutboundCall => ({
  story: survey,
  solvedAnswered: 1,
  answers: [
    { survey: 0, question: 'survey_solved', value: 1 },
    { survey: 0, question: 'survey_on_time', value: 0 },
  ],
  rangAt: '10:00',
  carrier: atCarrier(survey.sid, 5),
  besideAnother: false,
  unwanted: false,
});
const PROOF: Proof = {
  id: 1,
  day: '2026-05-01',
  madeAt: later(600),
  madeBy: null,
  opened: 3,
  settled: 2,
  open: 0,
  exhausted: 1,
  unreasoned: 0,
  owed: 3,
  repaired: 0,
  repairs: [],
};

/** One call that opened a ticket, which was worked, finished and surveyed: all in order. */
function inOrder(): { outside: Outside; account: DemoAccount } {
  const survey = story({ sid: 'CA2', asked: ['survey_solved', 'survey_on_time'], lastWords: '再见。' });
  return {
    outside: {
      inbound: [{ persona, story: story({ opened: [NUMBER] }) }],
      outbound: [called(survey)],
      unended: [],
      counter: new Set(),
      texted: new Set([NUMBER]),
      accepted: new Map([['7.0', new Set([3])]]),
      carrier: [atCarrier('CA1', null), atCarrier('CA2', 5)],
      proof: { ...PROOF },
    },
    account: {
      now: later(600),
      contacts: [
        {
          id: 1,
          direction: 'inbound',
          sids: ['CA1'],
          startedAt: AT,
          ended: true,
          disposition: 'ticket_opened',
          tickets: [{ id: 7, purpose: 'opened' }],
        },
        {
          id: 2,
          direction: 'outbound',
          sids: ['CA2'],
          startedAt: later(300),
          ended: true,
          disposition: 'survey_answered',
          tickets: [{ id: 7, purpose: 'followed_up' }],
        },
      ],
      tickets: [
        {
          id: 7,
          number: NUMBER,
          kind: 'repair',
          source: 'phone',
          state: 'closed',
          openedAt: AT,
          stateSince: later(500),
          nextActionAt: null,
          resolutionNo: 1,
          reopenCount: 0,
        },
      ],
      offers: [
        {
          ticketId: 7,
          outletId: 3,
          state: 'accepted',
          inForce: false,
          offeredAt: later(1),
          expiresAt: later(31),
          answeredAt: later(2),
          covered: true,
          overruled: false,
          reasoned: true,
          qualified: true,
        },
      ],
      days: [{ outletId: 3, day: '2026-05-01', capacity: 2, booked: 1, held: 1 }],
      standings: [],
      obligations: [
        {
          id: 9,
          kind: 'survey',
          state: 'settled',
          settlement: 'call_answered',
          ticketId: 7,
          resolutionNo: 1,
          contactId: null,
          nextActionAt: null,
          attempts: 1,
          answers: [
            { question: 'solved', value: 1 },
            { question: 'on_time', value: 0 },
          ],
        },
      ],
      attempts: [
        {
          id: 5,
          contactId: 2,
          grantedAt: later(300),
          state: 'answered',
          ended: true,
          outcome: 'answered',
          callSid: 'CA2',
          obligationIds: [9],
          ownNumberIds: [9],
        },
      ],
      line: [],
      messages: [],
    },
  };
}

type Case = [
  string,
  'unexplained' | 'lost' | 'doubled' | 'misdirected',
  (world: ReturnType<typeof inOrder>) => unknown,
];
const first = <T>(items: T[]): T => items[0] as T;

const cases: Case[] = [
  ['a call without a record', 'unexplained', ({ account }) => account.contacts.shift()],
  [
    'a call that has not ended',
    'unexplained',
    ({ account }) => Object.assign(first(account.contacts), { ended: false, disposition: null }),
  ],
  [
    'a call recorded as something else',
    'unexplained',
    ({ account }) => Object.assign(first(account.contacts), { disposition: 'progress_told' }),
  ],
  [
    'words that nobody understood',
    'unexplained',
    ({ outside }) => Object.assign(first(outside.inbound).story, { problem: 'no question that is known' }),
  ],
  [
    'a ticket of another call',
    'unexplained',
    ({ account }) => Object.assign(first(account.contacts), { disposition: 'ticket_opened', tickets: [] }),
  ],
  ['a call to a customer without a record', 'unexplained', ({ account }) => account.attempts.pop()],
  [
    'a survey recorded as something else',
    'unexplained',
    ({ account }) => Object.assign(account.contacts[1] ?? {}, { disposition: 'survey_partial' }),
  ],
  [
    'a customer called without a reason',
    'unexplained',
    ({ outside }) => Object.assign(first(outside.outbound).story, { lastWords: '抱歉打扰了，再见。' }),
  ],
  [
    'a number that is no ticket',
    'lost',
    ({ account }) => Object.assign(first(account.tickets), { number: '987654321' }),
  ],
  [
    'a ticket that nobody routes',
    'lost',
    ({ account }) => Object.assign(first(account.tickets), { state: 'new', nextActionAt: later(590) }),
  ],
  [
    'an offer that has run out',
    'lost',
    ({ account }) => {
      Object.assign(first(account.tickets), { state: 'offered', resolutionNo: 0 });
      Object.assign(first(account.offers), { state: 'open', inForce: true, answeredAt: null });
      account.obligations = [];
    },
  ],
  ['a finished ticket that nobody is called for', 'lost', ({ account }) => account.obligations.pop()],
  [
    'a call left waiting that nobody returns',
    'lost',
    ({ account, outside }) => {
      Object.assign(first(outside.inbound).story, { opened: [] });
      Object.assign(first(account.contacts), { disposition: 'abandoned', tickets: [] });
      account.contacts.push({
        ...first(account.contacts),
        id: 3,
        sids: [],
        tickets: [{ id: 7, purpose: 'opened' }],
        disposition: 'ticket_opened',
      });
    },
  ],
  [
    'an attempt without an end',
    'lost',
    ({ account }) => Object.assign(first(account.attempts), { ended: false }),
  ],
  [
    'a reopening that did not happen',
    'lost',
    ({ outside }) => Object.assign(first(outside.outbound).story, { reopened: [NUMBER] }),
  ],
  [
    'two tickets of one call',
    'doubled',
    ({ account }) => {
      account.tickets.push({ ...first(account.tickets), id: 8, number: '111111118', resolutionNo: 0 });
      first(account.contacts).tickets.push({ id: 8, purpose: 'opened' });
    },
  ],
  [
    'two offers in force',
    'doubled',
    ({ account }) => {
      Object.assign(first(account.offers), { inForce: true });
      account.offers.push({ ...first(account.offers), outletId: 4, offeredAt: later(3) });
    },
  ],
  [
    'an offer while another outlet was asked',
    'doubled',
    ({ account }) => {
      Object.assign(first(account.offers), { state: 'timed_out', answeredAt: later(40) });
      account.offers.push({ ...first(account.offers), state: 'accepted', outletId: 4, offeredAt: later(20) });
    },
  ],
  [
    'two outlets that both were told yes',
    'doubled',
    ({ outside }) => Object.assign(outside, { accepted: new Map([['7.0', new Set([3, 4])]]) }),
  ],
  [
    'an offer outside the coverage of the outlet',
    'misdirected',
    ({ account }) => Object.assign(first(account.offers), { covered: false }),
  ],
  [
    'an offer for which no reason is on file',
    'misdirected',
    ({ account }) => Object.assign(first(account.offers), { reasoned: false }),
  ],
  [
    'an offer to an outlet that had not qualified',
    'misdirected',
    ({ account }) => Object.assign(first(account.offers), { qualified: false }),
  ],
  [
    'an offer behind a stop',
    'misdirected',
    ({ account }) => {
      account.standings.push({ outletId: 3, to: 'stopped', at: AT, unfinished: false });
      Object.assign(first(account.offers), { offeredAt: later(2) });
    },
  ],
  [
    'work that stayed where dispatch was stopped',
    'misdirected',
    ({ account }) => {
      account.standings.push({ outletId: 3, to: 'removed', at: later(3), unfinished: false });
      Object.assign(first(account.offers), { inForce: true });
    },
  ],
  [
    'a stop that has not moved what was open',
    'misdirected',
    ({ account }) => account.standings.push({ outletId: 9, to: 'stopped', at: AT, unfinished: true }),
  ],
  [
    'a day with more booked than it holds',
    'misdirected',
    ({ account }) => Object.assign(first(account.days), { booked: 3 }),
  ],
  [
    'more work on a day than was booked for it',
    'misdirected',
    ({ account }) => Object.assign(first(account.days), { held: 2 }),
  ],
  [
    'a number told at a counter that is no ticket',
    'lost',
    ({ outside }) => Object.assign(outside, { counter: new Set(['555555555']) }),
  ],
  [
    'two calls owed for one resolution',
    'doubled',
    ({ account }) => account.obligations.push({ ...first(account.obligations), id: 10 }),
  ],
  [
    'a call at night',
    'unexplained',
    ({ outside }) => Object.assign(first(outside.outbound), { rangAt: '20:00' }),
  ],
  [
    'a call to who wants none',
    'unexplained',
    ({ outside }) => Object.assign(first(outside.outbound), { unwanted: true }),
  ],
  [
    'two calls to one number at once',
    'doubled',
    ({ outside }) => Object.assign(first(outside.outbound), { besideAnother: true }),
  ],
  [
    'an answer that was given and is not kept',
    'lost',
    ({ account }) => first(account.obligations).answers.pop(),
  ],
  [
    'an answer that nobody gave',
    'unexplained',
    ({ account }) => first(account.obligations).answers.push({ question: 'score', value: 5 }),
  ],
  [
    'another answer than was given',
    'unexplained',
    ({ account }) =>
      Object.assign(first(first(account.obligations).answers as { value: number }[]), { value: 0 }),
  ],
  [
    'an answered survey that is given up',
    'lost',
    ({ account }) =>
      Object.assign(first(account.obligations), { state: 'exhausted', settlement: 'attempts_spent' }),
  ],
  [
    'a try that was not made',
    'lost',
    ({ account }) => Object.assign(first(account.obligations), { attempts: 2 }),
  ],
  [
    'a ledger that does not add up',
    'lost',
    ({ outside }) => Object.assign(outside.proof ?? {}, { settled: 1 }),
  ],
  [
    'a ledger that had to be repaired',
    'lost',
    ({ outside }) => Object.assign(outside.proof ?? {}, { repaired: 1 }),
  ],
  ['one attempt dialled twice', 'doubled', ({ outside }) => outside.carrier.push(atCarrier('CA3', 5))],
];

describe('the account of a simulation', () => {
  it('finds nothing where everything is in order', () => {
    const { outside, account } = inOrder();
    expect(reconcile(outside, account)).to.deep.equal({
      unexplained: [],
      lost: [],
      doubled: [],
      misdirected: [],
    });
  });

  for (const [name, where, breakIt] of cases) {
    it(`finds ${name}`, () => {
      const world = inOrder();
      breakIt(world);
      expect(reconcile(world.outside, world.account)[where]).to.have.length.above(0);
    });
  }

  it('does not count a call that never reached the hotline, if the carrier itself said so', () => {
    const { outside, account } = inOrder();
    outside.inbound.push({ persona, story: story({ sid: 'CA9', asked: [], brokeDown: true }) });
    expect(reconcile(outside, account).unexplained).to.deep.equal([]);
  });
});

describe('how a call must have ended', () => {
  const inbound: [string, Partial<Story>, string[]][] = [
    ['hung up at the greeting', {}, ['abandoned']],
    ['told a ticket number', { opened: [NUMBER], progress: true }, ['ticket_opened']],
    ['asked, then left a message', { progress: true, message: 'recorded' }, ['message_left']],
    ['promised a call back', { message: 'promised' }, ['callback_promised']],
    [
      'hung up before the answer to a confirmation',
      { unheard: [{ question: 'confirm', deeds: [{ do: 'keys', digits: '1' }] }] },
      ['abandoned', 'ticket_opened'],
    ],
    [
      'hung up while speaking a message',
      {
        unheard: [{ question: 'message', deeds: [{ do: 'recording', seconds: 4, text: '', hangup: true }] }],
      },
      ['message_left'],
    ],
  ];
  for (const [name, over, wanted] of inbound) {
    it(`a call in: ${name}`, () => expect([...inboundDispositions(story(over))]).to.have.members(wanted));
  }

  const outbound: [string, Partial<Story>, number, number, string[]][] = [
    ['not answered', { status: 'no-answer' }, 0, 1, ['not_answered']],
    ['busy', { status: 'busy' }, 0, 1, ['busy']],
    ['a machine', { lastWords: '我们会另选时间再与您联系。' }, 0, 1, ['machine']],
    ['answered', {}, 1, 1, ['survey_answered']],
    ['hung up before saying whether it was solved', { hungUp: true }, 0, 1, ['survey_partial']],
    ['one of two tickets asked about', { hungUp: true }, 1, 2, ['survey_partial']],
    ['a call back, no survey', {}, 0, 0, ['survey_answered']],
  ];
  for (const [name, over, solvedAnswered, surveys, wanted] of outbound) {
    it(`a call out: ${name}`, () => {
      const call = { ...called(story(over)), solvedAnswered };
      expect([...outboundDispositions(call, surveys)]).to.have.members(wanted);
    });
  }
});
