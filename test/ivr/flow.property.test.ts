import { expect } from 'chai';
import fc from 'fast-check';
import { startFollowUp } from '../../ivr/flow/start.ts';
import { MAX_TURNS } from '../../ivr/flow/step.ts';
import type { FlowEvent } from '../../ivr/flow/types.ts';
import { renderTwiml } from '../../ivr/twiml.ts';
import { parseTwiml } from '../../simulator/carrier/twiml/parse.ts';
import { CAMPAIGN, NOBODY, OPEN_TICKET, Play, reference, TOLD, ZHANG } from './play.ts';

const keys = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'0123456789*#') },
  { weight: 1, arbitrary: fc.stringMatching(/^[0-9*#]{1,16}$/) },
);
const speech = fc.oneof(
  fc.constantFrom(
    '维修',
    '空调',
    '东江市河东区',
    '鼓楼区',
    '西岭',
    '人民路八号',
    '是的',
    '不是',
    '漏气了',
    '改约',
    '取消',
    '明天下午',
    '我要评价',
    '免费活动',
    '催一下',
    'English',
    '投诉',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constant('<Say>"&\u0001]]></Say>'),
);
const event: fc.Arbitrary<FlowEvent> = fc.oneof(
  { weight: 5, arbitrary: keys.map((one) => ({ type: 'keys' as const, keys: one })) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('speech' as const),
      text: speech,
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ type: 'empty' as const }) },
  {
    weight: 1,
    arbitrary: fc.constant({
      type: 'recorded' as const,
      sid: 'RE1',
      url: 'https://x.example/RE1',
      seconds: 3,
    }),
  },
);
const survey = {
  id: 1,
  kind: 'survey' as const,
  ticketId: 7,
  ticketNumber: '123456784',
  ticketKind: 'repair' as const,
  category: 'television',
  resolutionNo: 1,
  outletName: '河东服务站',
  scriptVersion: 0,
};
/** A ticket of theirs with which everything can be done. */
const MINE = {
  own_tickets: [OPEN_TICKET],
  progress: { ...TOLD, hasVisit: true, toRate: true },
};
const start: fc.Arbitrary<() => Play> = fc.constantFrom(
  () => Play.inbound(),
  () => Play.inbound(ZHANG),
  () => Play.inbound({ ...ZHANG, ticket: OPEN_TICKET }),
  () => Play.inbound({ ...ZHANG, site: null }),
  () => Play.inbound(NOBODY, { number: '' }),
  () => Play.inbound(NOBODY, { number: '12345', answers: { progress: null, chase: 'refused' } }),
  () => Play.inbound(NOBODY, { answers: { open_ticket: 'refused' } }),
  () => Play.inbound(ZHANG, { answers: MINE, campaign: { id: CAMPAIGN.id, districtCode: '990101' } }),
  () => Play.inbound(ZHANG, { answers: { ...MINE, own_tickets: [OPEN_TICKET, OPEN_TICKET] } }),
  () =>
    Play.inbound(ZHANG, {
      answers: {
        ...MINE,
        change_appointment: 'outlet_full',
        cancel_ticket: 'refused',
        begin_rating: 'refused',
      },
    }),
  () => Play.inbound(ZHANG, { answers: { join_rescue: { number: '123456784', count: 2 } } }),
  () => {
    const brief = {
      contactId: 5,
      language: 'zh' as const,
      customerName: null,
      obligations: [survey, survey],
    };
    return new Play(
      startFollowUp({ attemptId: 3, brief, answeredBy: undefined, number: '', profile: NOBODY }, reference),
    );
  },
);

describe('any caller whatever', () => {
  it('always hears something a carrier accepts, and comes to an end or a message', () => {
    fc.assert(
      fc.property(start, fc.array(event, { maxLength: MAX_TURNS + 10 }), (begin, events) => {
        const call = begin();
        for (const one of events) {
          const { lines, expect: wait, memory } = call.at;
          const xml = renderTwiml(
            { lines, expect: wait, language: memory.language },
            'https://x.example/1',
            reference,
          );
          parseTwiml(xml);
          if (call.isOver) return;
          expect(lines.length, `something is said at ${call.state}`).to.be.greaterThan(0);
          call.hear(
            one.type === 'speech' ? { ...one, text: one.text.replace(/[\p{Cc}\p{Cs}]/gu, ' ') } : one,
          );
        }
        // Whoever is still there says nothing any more: silence ends every call.
        for (let silences = 0; !call.isOver; silences++) {
          expect(silences, `silence at ${call.state} ends`).to.be.lessThan(12);
          call.silence();
        }
      }),
      { numRuns: 400 },
    );
  });

  it('has what was asked for done once at most', () => {
    fc.assert(
      fc.property(start, fc.array(event, { maxLength: 60 }), (begin, events) => {
        const call = begin();
        for (const one of events) if (!call.isOver) call.hear(one);
        const opened = call.commands.filter(({ name }) => name === 'open_ticket');
        expect(opened.length).to.be.lessThan(2);
      }),
      { numRuns: 200 },
    );
  });
});
