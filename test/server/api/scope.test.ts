import { expect } from 'chai';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { PROOF_BY } from '../../../domain/contracts/followup.ts';
import { type MoveQuestion, movesFor } from '../../../domain/ticket-moves.ts';
import { ROLES } from '../../../domain/vocabulary.ts';
import { Assignment } from '../../../entities/organisation.ts';
import { deskCallRoutes } from '../../../server/api/desk-calls.ts';
import { apiRoutes } from '../../../server/api/index.ts';
import type { Route } from '../../../server/http/route.ts';
import { type Answer, type ApiServer, startApi } from './api-server.ts';
import { type Belongings, furnish } from './belongings.ts';
import { type PlaceName, type Side, type TwoRegions, twoRegions } from './two-regions.ts';

const name = (route: Route) => `${route.method.toUpperCase()} ${route.path}`;

const LABOUR = {
  sort: 'labour',
  code: null,
  text: '上门检修',
  unit: 'visit',
  quantityMilli: 1000,
  unitFen: 8000,
  covered: false,
  reason: '价目表没有',
};

/** What is written down by who is at work there. */
const AT_WORK = ['quotes', 'quotes/approve', 'parts', 'code', 'code/send'];

describe('who may see and do what', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let own: Belongings;
  let foreign: Belongings;

  const routes = apiRoutes({ demo: true });
  const query = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
    api.database.dataSource.query(sql, params);

  before(async function () {
    this.timeout(60_000);
    api = await startApi();
    world = await twoRegions(api);
    own = await furnish(world, world.a);
    foreign = await furnish(world, world.b);
  });
  after(() => api.close());

  interface Attempt {
    path: string;
    body?: unknown;
  }
  type Attempts = (of: Belongings, helper: Side) => Attempt[];
  const some = ({ tickets }: Belongings) => [tickets.manual, tickets.offered, tickets.at_work];
  const move =
    (step: string, body: unknown): Attempts =>
    (of) =>
      [...some(of), of.tickets.inquiry].map((id) => ({ path: `/tickets/${id}/${step}`, body }));

  /** For every route with something that belongs to someone: how to reach for it. A new route has to be added. */
  const reaches: Record<string, Attempts | 'of nobody'> = {
    'POST /session': 'of nobody',
    'GET /session': 'of nobody',
    'DELETE /session': 'of nobody',
    // Names of units and districts, for everybody who works here.
    'GET /reference': 'of nobody',
    // One's own desk, and how colleagues at theirs stand.
    'GET /desk': 'of nobody',
    'POST /desk/state': 'of nobody',
    'GET /desk/softphone': 'of nobody',
    'GET /desk/colleagues': 'of nobody',
    'POST /desk/offers/:id/decline': () => [{ path: '/desk/offers/999999999/decline', body: {} }],
    'GET /pulse': () => [{ path: '/pulse' }],
    'GET /tickets': ({ side, marks }) => [
      { path: '/tickets?limit=200' },
      { path: `/tickets?regionId=${side.regionId}` },
      { path: `/tickets?outletId=${side.outletId}` },
      { path: `/tickets?search=${encodeURIComponent(side.outletName)}` },
      { path: `/tickets?search=${encodeURIComponent(side.number)}` },
      { path: `/tickets?search=${marks[0]}` },
      { path: '/tickets?late=false&state=done,offered,manual' },
      { path: '/tickets?level=store' },
      { path: '/tickets?paused=true' },
    ],
    // H3: any store takes in whatever was bought wherever; what they learn is the number alone.
    'POST /tickets': ({ side }) => [
      {
        path: '/tickets',
        body: {
          kind: 'repair',
          category: 'television',
          contactNumber: side.number,
          districtCode: side.district,
          address: '别处1号院',
        },
      },
    ],
    'GET /tickets/:id': (of) => some(of).map((id) => ({ path: `/tickets/${id}` })),
    'GET /tickets/:id/candidates': (of) => some(of).map((id) => ({ path: `/tickets/${id}/candidates` })),
    'GET /tickets/:id/windows': (of) => some(of).map((id) => ({ path: `/tickets/${id}/windows` })),
    'GET /tickets/:id/technician-windows': (of) =>
      some(of).map((id) => ({ path: `/tickets/${id}/technician-windows` })),
    // How many outlets have room, for any place, as requests are taken in for anywhere (H1).
    'GET /visit-windows': 'of nobody',
    'POST /tickets/:id/appointment': move('appointment', { day: '2026-05-03', half: 'morning' }),
    // Names, periods and sentences, for those who tell customers of them; whose bookings are whose: campaigns.test.ts.
    'GET /campaigns': 'of nobody',
    'POST /campaigns': 'of nobody',
    'POST /campaigns/:id': 'of nobody',
    'GET /campaigns/:id/bookings': 'of nobody',
    'POST /campaigns/:id/bookings': 'of nobody',
    'POST /tickets/:id/call-customer': move('call-customer', {}),
    'POST /tickets/:id/chase': move('chase', {}),
    'POST /tickets/:id/assign': (of, helper) =>
      some(of).map((id) => ({
        path: `/tickets/${id}/assign`,
        body: { outletId: helper.outletId, reason: '客户要求', version: 1 },
      })),
    'POST /tickets/:id/take': move('take', { hold: true, over: true }),
    'POST /dispatch/preview': (of, helper) =>
      [null, helper.outletId].map((outletId) => ({
        path: '/dispatch/preview',
        body: { tickets: some(of).map((id) => ({ id, version: 1 })), outletId },
      })),
    'POST /dispatch/bulk': (of, helper) =>
      [null, helper.outletId].map((outletId) => ({
        path: '/dispatch/bulk',
        body: { tickets: some(of).map((id) => ({ id, version: 1 })), outletId, reason: '客户要求' },
      })),
    // One's own, by whose session it is: board.test.ts.
    'GET /board/views': 'of nobody',
    'POST /board/views': 'of nobody',
    'DELETE /board/views/:id': () => [{ path: '/board/views/999999999' }],
    'GET /map/boundaries': 'of nobody',
    'GET /map/outlets': () => [{ path: '/map/outlets' }],
    'GET /map/places': (of) => [
      { path: `/map/places?ids=${some(of).join()}` },
      { path: `/map/places?district=${of.side.district}` },
    ],
    'POST /tickets/:id/details': move('details', { districtCode: '990102', address: '人民路2号' }),
    'POST /tickets/:id/pause': move('pause', { reason: 'part' }),
    'POST /tickets/:id/resume': move('resume', {}),
    'POST /tickets/:id/cancel': move('cancel', { reason: '不要了', version: 1 }),
    'POST /tickets/:id/resolve': move('resolve', { summary: '已答复', version: 1 }),
    'POST /tickets/:id/accept': move('accept', {}),
    'POST /tickets/:id/decline': move('decline', { reason: 'other' }),
    'POST /tickets/:id/actions': move('actions', { action: 'arrive' }),
    'POST /tickets/:id/complete': move('complete', {
      summary: '修好了',
      chargeFen: 100,
      codeAbsence: 'refused',
    }),
    'POST /tickets/:id/plan': move('plan', { technicianId: null, plannedAt: null, fixed: true, version: 1 }),
    'GET /field/day': ({ side }) => [{ path: `/field/day?outletId=${side.outletId}` }],
    'GET /field/figures': ({ side }) => [
      { path: '/field/figures' },
      { path: `/field/figures?outletId=${side.outletId}` },
    ],
    // What work costs, for everybody who works here; written by headquarters: fieldwork.test.ts.
    'GET /prices': 'of nobody',
    'GET /prices/:code/versions': 'of nobody',
    'POST /prices': 'of nobody',
    'GET /tickets/:id/fieldwork': (of) => some(of).map((id) => ({ path: `/tickets/${id}/fieldwork` })),
    'POST /tickets/:id/quotes': move('quotes', { ref: 'a'.repeat(32), lines: [LABOUR] }),
    'POST /tickets/:id/quotes/approve': move('quotes/approve', {
      quoteRef: 'a'.repeat(32),
      signed: { ref: 'b'.repeat(32), name: '外人', strokes: [[0, 0, 500, 300]] },
    }),
    'POST /tickets/:id/parts': move('parts', {
      ref: 'a'.repeat(32),
      code: null,
      name: '压缩机',
      quantity: 1,
      oldSerial: null,
      newSerial: 'SN1',
      warrantyMonths: 12,
    }),
    'POST /tickets/:id/code/send': move('code/send', { purpose: 'completion' }),
    'POST /tickets/:id/code': move('code', { purpose: 'completion', code: '123456' }),
    // What has no body of bytes is refused before it is looked at whose it is: fieldwork.test.ts sends photos.
    'POST /tickets/:id/photos': 'of nobody',
    'GET /photos/:id': () => [{ path: '/photos/999999999' }],
    'POST /tickets/:id/end-visit': move('end-visit', {
      outcome: 'no_show',
      reason: 'nobody_home',
      evidence: '按门铃无人应答',
    }),
    'GET /timeline': () => [{ path: '/timeline' }, { path: '/timeline?offered=true&new=true' }],
    'POST /day-plans': 'of nobody', // elsewhere is refused by the place: day-plans.test.ts
    'GET /day-plans/:id': ({ planId }) => [{ path: `/day-plans/${planId}` }],
    'POST /day-plans/:id/cancel': ({ planId }) => [{ path: `/day-plans/${planId}/cancel`, body: {} }],
    'POST /day-plans/:id/accept': ({ planId }) => [{ path: `/day-plans/${planId}/accept`, body: {} }],
    'POST /day-plans/:id/settle': ({ planId }) => [{ path: `/day-plans/${planId}/settle`, body: {} }],
    'POST /technicians/:id/hours': ({ side }) => [
      {
        path: `/technicians/${side.technicianId}/hours`,
        body: { worksFrom: '09:00', worksTo: '17:00', workDays: '12345', home: null },
      },
    ],
    'GET /outlets': ({ side }) => [
      { path: '/outlets?limit=200' },
      { path: `/outlets?regionId=${side.regionId}` },
      { path: `/outlets?search=${encodeURIComponent(side.outletName)}` },
    ],
    'GET /outlets/:id': ({ side }) => [{ path: `/outlets/${side.outletId}` }],
    'GET /outlets/:id/overview': ({ side }) => [{ path: `/outlets/${side.outletId}/overview` }],
    'POST /outlets/:id/standing': ({ side }) => [
      {
        path: `/outlets/${side.outletId}/standing`,
        body: { standing: 'stopped', seen: 'good', reason: '多次投诉' },
      },
    ],
    'POST /outlets/:id/capacity': ({ side }) => [
      { path: `/outlets/${side.outletId}/capacity`, body: { day: '2026-05-03', capacity: 1 } },
    ],
    'POST /outlets/:id/take-off': ({ side, tickets }) => [
      { path: `/outlets/${side.outletId}/take-off`, body: { ticketId: tickets.at_work, version: 1 } },
    ],
    'GET /calls': () => [{ path: '/calls' }, { path: '/calls?live=true' }],
    'GET /wallboard': () => [{ path: '/wallboard' }],
    'GET /line': () => [{ path: '/line' }, { path: '/line?late=true' }],
    'GET /agents': () => [{ path: '/agents' }],
    'POST /agents/:personId/state': ({ agentId }) => [
      { path: `/agents/${agentId}/state`, body: { state: 'break', why: '临时支援' } },
    ],
    'POST /agents/:personId/skills': ({ agentId }) => [
      { path: `/agents/${agentId}/skills`, body: { skills: ['lang:zh'] } },
    ],
    'POST /calls/:contactId/supervise': ({ contactId }) => [
      { path: `/calls/${contactId}/supervise`, body: { mode: 'listen' } },
    ],
    'DELETE /calls/:contactId/supervise': ({ contactId }) => [{ path: `/calls/${contactId}/supervise` }],
    'POST /calls/:contactId/take-over': ({ contactId }) => [
      { path: `/calls/${contactId}/take-over`, body: {} },
    ],
    'GET /supervision': () => [{ path: '/supervision?limit=200' }],
    // Each acts on the call that the asker has in hand, and they have none.
    'GET /desk/brief/:contactId': ({ contactId }) => [{ path: `/desk/brief/${contactId}` }],
    // What may be said to customers, by those who speak with them: knowledge.test.ts.
    'GET /knowledge': 'of nobody',
    'POST /knowledge': 'of nobody',
    'POST /knowledge/:id': 'of nobody',
    'GET /knowledge/:id/versions': 'of nobody',
    // One phone for the whole province, edited by administrators: setup.test.ts.
    'GET /setup': 'of nobody',
    'GET /setup/prompts': 'of nobody',
    'GET /setup/versions': 'of nobody',
    'GET /setup/versions/:id': 'of nobody',
    'GET /setup/diff': 'of nobody',
    'POST /setup/month': 'of nobody',
    'POST /setup/check': 'of nobody',
    'POST /setup/draft': 'of nobody',
    'POST /setup/draft/discard': 'of nobody',
    'POST /setup/publish': 'of nobody',
    'POST /setup/versions/:id/go-back': 'of nobody',
    'POST /setup/preview': 'of nobody',
    'POST /setup/preview/end': 'of nobody',
    // One survey for the whole province, edited by headquarters: survey-script.test.ts.
    'GET /survey-script': 'of nobody',
    'GET /survey-script/versions': 'of nobody',
    'GET /survey-script/versions/:id': 'of nobody',
    'POST /survey-script/check': 'of nobody',
    'POST /survey-script/draft': 'of nobody',
    'POST /survey-script/draft/discard': 'of nobody',
    'POST /survey-script/publish': 'of nobody',
    'POST /survey-script/versions/:id/go-back': 'of nobody',
    // One policy for the whole province, edited by administrators of headquarters: policy.test.ts.
    'GET /policy': 'of nobody',
    'GET /policy/versions': 'of nobody',
    'GET /policy/diff': 'of nobody',
    'POST /policy/check': 'of nobody',
    'POST /policy/draft': 'of nobody',
    'POST /policy/draft/discard': 'of nobody',
    'POST /policy/publish': 'of nobody',
    'POST /policy/versions/:id/go-back': 'of nobody',
    'POST /policy/previews': 'of nobody',
    // Its tickets are the province's.
    'GET /policy/previews/:id': () => [{ path: '/policy/previews/1' }],
    'GET /policy/previews/:id/changes': () => [{ path: '/policy/previews/1/changes' }],
    'POST /desk/hold': () => [{ path: '/desk/hold', body: { held: true } }],
    'POST /desk/hangup': () => [{ path: '/desk/hangup', body: {} }],
    'POST /desk/transfer': ({ agentId }) => [
      { path: '/desk/transfer', body: { how: 'cold', to: { personId: agentId } } },
      { path: '/desk/transfer', body: { how: 'warm', to: { personId: agentId } } },
    ],
    'POST /desk/consult-end': () => [{ path: '/desk/consult-end', body: { next: 'hand_over' } }],
    'POST /desk/recording': () => [{ path: '/desk/recording', body: { state: 'paused' } }],
    'POST /desk/text': () => [{ path: '/desk/text', body: { body: '您好' } }],
    'POST /desk/dispose': () => [{ path: '/desk/dispose', body: { subject: 'advice' } }],
    'GET /recordings': ({ side }) => [
      { path: '/recordings?limit=200' },
      { path: `/recordings?number=${encodeURIComponent(side.number)}` },
    ],
    'GET /recordings/:id/hearings': ({ recordingId }) => [{ path: `/recordings/${recordingId}/hearings` }],
    'POST /recordings/:id/hold': ({ recordingId }) => [
      { path: `/recordings/${recordingId}/hold`, body: { reason: '法院调取' } },
    ],
    'DELETE /recordings/:id/hold': ({ recordingId }) => [
      { path: `/recordings/${recordingId}/hold`, body: { reason: '已结案' } },
    ],
    'GET /messages': ({ side }) => [
      { path: '/messages?limit=200' },
      { path: `/messages?search=${encodeURIComponent(side.number)}` },
    ],
    'GET /replies': () => [{ path: '/replies?limit=200' }],
    'POST /replies/:id/settle': ({ replyId }) => [{ path: `/replies/${replyId}/settle`, body: {} }],
    'POST /messages/:id/resend': ({ messageId }) => [{ path: `/messages/${messageId}/resend`, body: {} }],
    // The words of the whole product: message-log.test.ts.
    'GET /message-wordings': 'of nobody',
    'GET /message-wordings/:template/:language/versions': 'of nobody',
    'POST /message-wordings/:template/:language/preview': 'of nobody',
    'POST /message-wordings/:template/:language': 'of nobody',
    'GET /numbers': ({ side }) => [
      { path: '/numbers?limit=200' },
      { path: `/numbers?number=${encodeURIComponent(side.number)}` },
    ],
    'POST /numbers': ({ side }) => [
      { path: '/numbers', body: { number: side.number, kind: 'blocked', reason: '多次谩骂' } },
    ],
    'POST /numbers/report': ({ contactId }) => [
      { path: '/numbers/report', body: { contactId, reason: '骚扰座席' } },
    ],
    'POST /numbers/:id/lift': () => [{ path: '/numbers/1/lift', body: { reason: '误列' } }],
    'GET /recordings/:id': ({ recordingId }) => [{ path: `/recordings/${recordingId}` }],
    'POST /tickets/:id/call-wish': move('call-wish', { wish: 'evening' }),
    'POST /desk/brief/:contactId/call-wish': ({ contactId }) => [
      { path: `/desk/brief/${contactId}/call-wish`, body: { customerId: 1, wish: 'evening' } },
    ],
    'GET /followups': () => [
      { path: '/followups?limit=200' },
      { path: '/followups?worklist=true' },
      { path: '/followups?kind=survey,voicemail' },
    ],
    'GET /followups/count': () => [{ path: '/followups/count' }],
    'GET /followups/coverage': () => [{ path: '/followups/coverage' }],
    'GET /followups/results': () => [{ path: '/followups/results' }],
    'GET /followups/remarks': () => [{ path: '/followups/remarks' }],
    'GET /followups/proofs': () => [{ path: '/followups/proofs' }],
    'GET /followups/proofs/:id/parts': () =>
      PROOF_BY.map((by) => ({ path: `/followups/proofs/1/parts?by=${by}` })),
    'POST /followups/proofs': () => [{ path: '/followups/proofs', body: {} }],
    'GET /followups/dialler': () => [{ path: '/followups/dialler' }],
    'GET /followups/pause': () => [{ path: '/followups/pause' }],
    'POST /followups/dialler': () => [
      { path: '/followups/dialler', body: { paused: true, reason: '运营商故障' } },
      { path: '/followups/dialler', body: { paused: false } },
    ],
    // Each is written down as an event; what a viewer gets: followup-export.test.ts.
    'GET /followups/export/:table': 'of nobody',
    // One's own.
    'GET /followups/hand': () => [{ path: '/followups/hand' }],
    'POST /followups/next': 'of nobody',
    'POST /followups/give-back': 'of nobody',
    'POST /followups/:id/claim': ({ obligationId }) => [
      { path: `/followups/${obligationId}/claim`, body: {} },
    ],
    'POST /followups/:id/dial': ({ obligationId }) => [{ path: `/followups/${obligationId}/dial`, body: {} }],
    'POST /followups/:id/settle': ({ obligationId }) => [
      { path: `/followups/${obligationId}/settle`, body: { note: '已联系', outcome: 'reached' } },
    ],
    'GET /cases': ({ side }) => [
      { path: '/cases?limit=200' },
      { path: `/cases?regionId=${side.regionId}` },
      { path: `/cases?outletId=${side.outletId}` },
    ],
    'GET /cases/:id': ({ caseId }) => [{ path: `/cases/${caseId}` }],
    'POST /cases/:id/take': ({ caseId }) => [{ path: `/cases/${caseId}/take`, body: { version: 1 } }],
    'POST /cases/:id/hand-up': ({ caseId }) => [
      { path: `/cases/${caseId}/hand-up`, body: { version: 1, reason: '涉及赔偿' } },
    ],
    'POST /cases/:id/close': ({ caseId }) => [
      {
        path: `/cases/${caseId}/close`,
        body: { version: 1, cause: 'nobody', remedy: '解释', word: 'not_reached' },
      },
    ],
    'GET /doubts': () => [{ path: '/doubts?limit=200' }],
    'GET /doubts/:id': () => [{ path: '/doubts/1' }],
    'POST /doubts/look': () => [{ path: '/doubts/look', body: {} }],
    'POST /doubts/:id/decide': () => [
      { path: '/doubts/1/decide', body: { verdict: 'dismissed', reason: '误报' } },
    ],
    // Opened by a signature, not by a person: details-link.test.ts.
    'GET /details/:token': 'of nobody',
    'POST /details/:token': 'of nobody',
    'GET /events': () => [{ path: '/events?limit=500' }],
    // Other systems are let in and told by administrators of the whole province: integration.test.ts.
    'GET /webhooks': 'of nobody',
    'POST /webhooks': 'of nobody',
    'POST /webhooks/:id': 'of nobody',
    'POST /webhooks/:id/secret': 'of nobody',
    'POST /webhooks/:id/replay': 'of nobody',
    'POST /webhooks/:id/test': 'of nobody',
    'GET /webhooks/:id/deliveries': 'of nobody',
    'POST /deliveries/:id/resend': 'of nobody',
    'POST /deliveries/:id/skip': 'of nobody',
    'GET /keys': 'of nobody',
    // Each sees the files that they brought in, and writes to their own stores alone: imports.test.ts.
    'GET /imports': () => [{ path: '/imports?limit=200' }],
    'POST /imports': 'of nobody',
    'GET /imports/:id': 'of nobody',
    'GET /imports/:id/problems': 'of nobody',
    'GET /imports/:id/mistakes': 'of nobody',
    'POST /imports/:id/apply': 'of nobody',
    'POST /imports/:id/drop': 'of nobody',
    // What is open elsewhere is told by number and state, to be chased (H8): counter.test.ts.
    'GET /counter': 'of nobody',
    'POST /counter/chase': 'of nobody',
    'GET /import-templates/:kind': 'of nobody',
    'POST /keys': 'of nobody',
    'DELETE /keys/:id': 'of nobody',
    // The same: survey-link.test.ts.
    'GET /survey-link/:token': 'of nobody',
    'POST /survey-link/:token': 'of nobody',
    // The same: visit-link.test.ts.
    'GET /visit-link/:token': 'of nobody',
    'POST /visit-link/:token/appointment': 'of nobody',
    'POST /visit-link/:token/cancel': 'of nobody',
    // Not there outside a demo: demo.test.ts.
    'GET /demo/clock': 'of nobody',
    'POST /demo/clock': 'of nobody',
    'GET /demo/callers': 'of nobody',
    'GET /demo/account': 'of nobody',
  };
  const reach = (route: Route, of: Belongings, helper: Side) => {
    const attempts = reaches[name(route)];
    if (!attempts) throw new Error(`how would someone reach for what is not theirs by ${name(route)}?`);
    return attempts === 'of nobody' ? [] : attempts(of, helper);
  };
  const tryIt = (route: Route, { path, body }: Attempt, token?: string): Promise<Answer<unknown>> =>
    api.send(route.method.toUpperCase(), `/api${path}`, { token, body });

  const TABLES =
    'ticket, offer, visit, service_action, obligation, event, message, capacity_day, site, contact, agent_desk, conference_member, line_entry, supervision, recording, recording_hearing, number_rule, quote, quote_line, visit_signature, part_used, attachment, customer_code, visit_closing, technician, day_plan, day_plan_job, outlet, standing_change, quality_case';
  const fingerprint = async () => JSON.stringify(await query(`CHECKSUM TABLE ${TABLES}`));

  it('knows of every route how someone could reach for what is not theirs', () => {
    for (const route of routes) reach(route, own, world.b);
    expect(Object.keys(reaches).filter((key) => !routes.some((each) => name(each) === key))).to.deep.equal(
      [],
    );
  });

  it('lets a stranger in nowhere but where everybody may', async () => {
    const before = await fingerprint();
    for (const route of routes.filter((each) => !each.public)) {
      for (const attempt of reach(route, own, world.a)) {
        expect((await tryIt(route, attempt)).status, name(route)).to.equal(401);
        expect((await tryIt(route, attempt, 'a'.repeat(43))).status, name(route)).to.equal(401);
      }
    }
    expect(await fingerprint()).to.equal(before);
  });

  it('shows the foreign region to its own people: the marks are there to be found', async () => {
    const manager = await world.hire('region_manager', 'region', world.b);
    const lists = await Promise.all(
      ['/api/tickets?limit=200', '/api/outlets', '/api/followups?limit=200'].map((path) =>
        api.get(path, manager.token),
      ),
    );
    const detail = await api.get(`/api/tickets/${foreign.tickets.offered}`, manager.token);
    const text = [...lists, detail].map((answer) => answer.text).join();
    for (const mark of foreign.marks.filter((each) => each !== world.b.number.slice(3))) {
      expect(text).to.include(mark);
    }
  });

  const places: PlaceName[] = ['region', 'store', 'outlet'];
  for (const role of ROLES) {
    for (const place of places) {
      it(`${role} at one ${place} reaches nothing of another region`, async function () {
        this.timeout(60_000);
        const { token } = await world.hire(role, place);
        const before = await fingerprint();
        for (const route of routes) {
          if (name(route) === 'POST /tickets') continue;
          for (const attempt of reach(route, foreign, world.a)) {
            const answer = await tryIt(route, attempt, token);
            const what = `${route.method} ${attempt.path}: ${answer.status} ${answer.text.slice(0, 200)}`;
            const single = route.path.includes(':');
            const ofOwnCall = deskCallRoutes.includes(route);
            expect(answer.status, what).to.be.oneOf(
              single ? [403, 404] : ofOwnCall ? [403, 409] : [200, 403],
            );
            for (const mark of foreign.marks) {
              expect(
                attempt.path.includes(encodeURIComponent(mark)) || !answer.text.includes(mark),
                what,
              ).to.equal(true);
            }
          }
        }
        expect(await fingerprint(), 'and changes nothing').to.equal(before);
      });
    }
  }

  it('gives no work to the outlet of a foreign region, not even of an own ticket', async () => {
    const { token } = await world.hire('dispatcher', 'region');
    const before = await fingerprint();
    const { version } = await world.province.ticket(own.tickets.manual);
    const body = { outletId: world.b.outletId, reason: '客户要求', version };
    const answer = await api.post(`/api/tickets/${own.tickets.manual}/assign`, body, token);
    expect(answer.status).to.equal(404);
    for (const mark of foreign.marks) expect(answer.text).to.not.include(mark);
    expect(await fingerprint()).to.equal(before);
  });

  it('lets a store take in a request for anywhere (H1, H3), and learn no more than its number', async () => {
    const { token } = await world.hire('store_supervisor', 'store');
    const route = routes.find((each) => name(each) === 'POST /tickets') as Route;
    const [attempt] = reach(route, foreign, world.a);
    // H8: the same matter is open there, which the counter has to learn.
    expect((await api.post('/api/tickets', attempt?.body, token)).status).to.equal(409);
    const body = { ...(attempt?.body as object), separate: true };
    const answer = await api.post<{ id: number }>('/api/tickets', body, token);
    expect(answer.status).to.equal(201);
    expect(Object.keys(answer.body)).to.have.members(['id', 'number', 'state']);
    expect((await api.get(`/api/tickets/${answer.body.id}`, token)).status).to.equal(404);
  });

  it('shows nothing to someone without a place', async () => {
    const { personId, token } = await world.hire('administrator', 'headquarters');
    await api.database.dataSource.manager.delete(Assignment, { personId });
    for (const route of routes) {
      for (const attempt of reach(route, foreign, world.a)) {
        const answer = await tryIt(route, attempt, token);
        for (const mark of [...foreign.marks, ...own.marks]) {
          expect(attempt.path.includes(encodeURIComponent(mark)) || !answer.text.includes(mark)).to.equal(
            true,
          );
        }
        if (route.path.includes(':')) expect(answer.status, attempt.path).to.be.oneOf([403, 404]);
      }
    }
  });

  it('keeps the routes of a role from every other role, on their own ground too', async function () {
    this.timeout(60_000);
    for (const role of ROLES) {
      for (const place of ['headquarters', ...places] as PlaceName[]) {
        const { token } = await world.hire(role, place);
        for (const route of routes.filter(({ roles }) => roles && !roles.includes(role))) {
          for (const attempt of reach(route, own, world.a)) {
            expect((await tryIt(route, attempt, token)).status, `${role} ${attempt.path}`).to.equal(403);
          }
        }
      }
    }
  });

  it('allows the moves that it shows, and refuses all others without a trace', async function () {
    this.timeout(60_000);
    const moveOf: Record<string, MoveQuestion['state'] | undefined> = {};
    for (const role of ROLES) {
      for (const place of ['headquarters', 'outlet'] as PlaceName[]) {
        const { token } = await world.hire(role, place);
        const before = await fingerprint();
        for (const id of Object.values(own.tickets)) {
          const { kind, state, outletId, version } = await world.province.ticket(id);
          const visible = place === 'headquarters' || outletId === world.a.outletId;
          const { status, body } = await api.get<TicketDetail>(`/api/tickets/${id}`, token);
          expect(status).to.equal(visible ? 200 : 404);
          if (!visible) continue;
          const { moves } = body;
          const question = { roles: [role], ownOutlet: place === 'outlet', kind, state };
          expect(moves).to.deep.equal(movesFor(question));
          moveOf[moves.join()] = state;
          for (const route of routes.filter(({ path }) => path.startsWith('/tickets/:id/'))) {
            const step = route.path.slice('/tickets/:id/'.length);
            const move =
              { actions: 'action', appointment: 'reschedule', 'call-customer': 'call' }[step] ??
              (AT_WORK.includes(step) ? 'action' : step);
            if (route.method === 'get' || (moves as string[]).includes(move)) continue;
            if (reaches[name(route)] === 'of nobody') continue;
            // Of the customer, whatever becomes of the ticket.
            if (step === 'call-wish') continue;
            const [like] = reach(route, own, world.a);
            const attempt = {
              path: `/tickets/${id}/${step}`,
              body: { ...(like?.body as object), version },
            };
            const answer = await tryIt(route, attempt, token);
            expect(answer.status, `${role} at ${place}: ${attempt.path}`).to.be.oneOf([403, 409]);
          }
        }
        expect(await fingerprint(), `${role} at ${place}`).to.equal(before);
      }
    }
    expect(Object.keys(moveOf), 'different people may do different things').to.have.length.above(4);
  });
});
