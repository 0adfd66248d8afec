import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  claimedSchema,
  claimNextSchema,
  coverageQuery,
  coverageSchema,
  diallerPauseSchema,
  diallerSchema,
  FOLLOWUP_TABLES,
  followupExportQuery,
  giveBackSchema,
  handListSchema,
  handOfferSchema,
  obligationCountQuery,
  obligationCountSchema,
  obligationListQuery,
  obligationListSchema,
  pauseSchema,
  proofListSchema,
  proofPartsQuery,
  proofPartsSchema,
  remarksQuery,
  remarksSchema,
  settleSchema,
  surveyResultsQuery,
  surveyResultsSchema,
} from '../../domain/contracts/followup.ts';
import { DomainError } from '../../domain/errors.ts';
import { localDay } from '../../domain/time.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { MEDIA_TYPES, requireFits, tableBytes } from '../../services/export/table-file.ts';
import { claimNext, claimOne, giveBackClaims } from '../../services/followup/claim.ts';
import { dialByHand } from '../../services/followup/dial-by-hand.ts';
import { noteExport } from '../../services/followup/note-export.ts';
import { pauseDialler } from '../../services/followup/pause-dialler.ts';
import { proveLedger } from '../../services/followup/prove-ledger.ts';
import { settleByAgent } from '../../services/followup/settle-by-agent.ts';
import { ringForOffer } from '../../services/line/ring-desk.ts';
import type { Viewer } from '../../services/people/viewer.ts';
import { tell } from '../../services/talk/in-hand.ts';
import { coverage } from '../../services/views/coverage.ts';
import { dialler, diallerPause } from '../../services/views/dialler.ts';
import { followupTable } from '../../services/views/followup-export.ts';
import { handList } from '../../services/views/hand-call.ts';
import {
  countObligations,
  listObligations,
  obligationScope,
  requireVisibleObligation,
} from '../../services/views/obligations.ts';
import { listProofs, proofParts } from '../../services/views/proofs.ts';
import { listRemarks, surveyResults } from '../../services/views/survey-results.ts';
import { listWorklist } from '../../services/views/worklist.ts';
import { organisationZone } from '../../services/zone.ts';
import { ByteStream } from '../http/byte-stream.ts';
import { route } from '../http/route.ts';

/** The ledger as a whole, and what dials for all of it, are headquarters'. */
function requireProvince({ scope }: Viewer): void {
  if (!scope.province) throw new DomainError('forbidden', 'This is shown to headquarters.');
}

/** F5, S8: headquarters sees the province, a region and a store their own. */
function requireOverview({ scope }: Viewer): void {
  if (!scope.province && scope.regionIds.length === 0 && scope.storeIds.length === 0)
    throw new DomainError('forbidden', 'This is shown to headquarters, regions and stores.');
}

const CALLERS: Role[] = ['agent', 'dispatcher', 'administrator'];
const params = z.object({ id: z.coerce.number().int().positive() });

export const followupRoutes = [
  route({
    method: 'get',
    path: '/followups',
    tag: 'follow-up',
    summary: 'Calls that are owed; with worklist=true those that wait for a person (F1, F4)',
    query: obligationListQuery,
    answer: obligationListSchema,
    handle: ({ viewer, query, now, wiring }) =>
      (query.worklist === 'true' ? listWorklist : listObligations)(
        wiring.dataSource.manager,
        viewer,
        query,
        now,
      ),
  }),
  route({
    method: 'get',
    path: '/followups/count',
    tag: 'follow-up',
    summary: 'How many calls a list of them holds',
    query: obligationCountQuery,
    answer: obligationCountSchema,
    handle: ({ viewer, query, now, wiring }) =>
      countObligations(wiring.dataSource.manager, viewer, query, now),
  }),
  route({
    method: 'get',
    path: '/followups/coverage',
    tag: 'follow-up',
    summary: 'F5: settled of what was due, and opened = settled + open + exhausted, every exception named',
    query: coverageQuery,
    answer: coverageSchema,
    handle: ({ viewer, query, now, wiring }) => {
      requireOverview(viewer);
      return coverage(wiring.dataSource.manager, viewer, query, now);
    },
  }),
  route({
    method: 'get',
    path: '/followups/results',
    tag: 'follow-up',
    summary: 'F2: what customers answered, by question, and solved and score by day or week',
    query: surveyResultsQuery,
    answer: surveyResultsSchema,
    handle: ({ viewer, query, now, wiring }) => {
      requireOverview(viewer);
      return surveyResults(wiring.dataSource.manager, viewer, query, now);
    },
  }),
  route({
    method: 'get',
    path: '/followups/remarks',
    tag: 'follow-up',
    summary: 'F2: what customers said and wrote in their own words',
    query: remarksQuery,
    answer: remarksSchema,
    handle: ({ viewer, query, wiring }) => {
      requireOverview(viewer);
      return listRemarks(wiring.dataSource.manager, viewer, query);
    },
  }),
  route({
    method: 'get',
    path: '/followups/proofs',
    tag: 'follow-up',
    summary: 'F5: what each night found when it looked through everything that makes a call owed',
    answer: proofListSchema,
    handle: async ({ viewer, wiring }) => {
      requireProvince(viewer);
      return { items: await listProofs(wiring.dataSource.manager) };
    },
  }),
  route({
    method: 'get',
    path: '/followups/proofs/:id/parts',
    tag: 'follow-up',
    summary:
      'F5: what the sums of a proof are made of, by day, region, store or outlet, and what does not add up',
    params: z.object({ id: z.coerce.number().int().positive() }),
    query: proofPartsQuery,
    answer: proofPartsSchema,
    handle: ({ viewer, params: { id: proofId }, query: { by }, wiring }) => {
      requireProvince(viewer);
      return proofParts(wiring.dataSource.manager, { proofId, by });
    },
  }),
  route({
    method: 'post',
    path: '/followups/proofs',
    tag: 'follow-up',
    summary: 'Looks through everything now, and opens what is missing (F5)',
    roles: ['headquarters_manager', 'administrator'],
    answer: z.object({ id: z.int() }),
    handle: async ({ viewer, wiring }) => {
      requireProvince(viewer);
      const { id } = await proveLedger(wiring, { personId: viewer.personId });
      return { id };
    },
  }),
  route({
    method: 'get',
    path: '/followups/dialler',
    tag: 'follow-up',
    summary: 'What is being dialled, what comes next, and how fast it may (F1, F4)',
    answer: diallerSchema,
    handle: ({ viewer, now, wiring }) => {
      requireProvince(viewer);
      return dialler(wiring.dataSource.manager, viewer, wiring.config.callsPerSecond, now);
    },
  }),
  route({
    method: 'get',
    path: '/followups/pause',
    tag: 'follow-up',
    summary: 'Whether the automatic calls are paused, since when and by whom (F1)',
    answer: diallerPauseSchema,
    handle: ({ viewer, wiring }) => {
      requireOverview(viewer);
      return diallerPause(wiring.dataSource.manager, viewer);
    },
  }),
  route({
    method: 'post',
    path: '/followups/dialler',
    tag: 'follow-up',
    summary: 'Pauses the automatic calls, or lets them go on',
    roles: ['headquarters_manager', 'administrator'],
    body: pauseSchema,
    answer: z.object({ ok: z.boolean() }),
    handle: ({ viewer, body, now, write }) => {
      requireProvince(viewer);
      return write(async (tx) => {
        await pauseDialler(tx, { ...body, personId: viewer.personId }, now);
        return { ok: true };
      });
    },
  }),
  route({
    method: 'get',
    path: '/followups/export/:table',
    tag: 'follow-up',
    summary: 'F5: coverage, the calls that are owed, or answers, as CSV or XLSX; written down who took it',
    roles: [...CALLERS, 'headquarters_manager', 'region_manager', 'store_supervisor', 'category_supervisor'],
    params: z.object({ table: z.enum(FOLLOWUP_TABLES) }),
    query: followupExportQuery,
    produces: 'text/csv',
    answer: z.string(),
    handle: async ({ viewer, params: { table }, query, now, wiring }) => {
      if (table === 'coverage') requireOverview(viewer);
      const { format, language: _, ...filters } = query;
      const file = await followupTable(wiring.dataSource.manager, viewer, table, query, now);
      await requireFits(file, format);
      await wiring.inTransaction((tx) =>
        noteExport(tx, { table, format, filters, personId: viewer.personId }, now),
      );
      const bytes = await tableBytes(file, format);
      const headers = {
        'Content-Type': MEDIA_TYPES[format],
        'Content-Disposition': `attachment; filename="${table}-${localDay(now, organisationZone())}.${format}"`,
        'Cache-Control': 'no-store',
      };
      return new ByteStream(headers, Readable.toWeb(Readable.from(bytes)) as never);
    },
  }),
  route({
    method: 'get',
    path: '/followups/hand',
    tag: 'follow-up',
    summary: 'What I have in hand of the calls that wait for a person, and how many wait (F1, F4)',
    roles: CALLERS,
    answer: handListSchema,
    handle: ({ viewer, now, wiring }) => handList(wiring.dataSource.manager, viewer, now),
  }),
  route({
    method: 'post',
    path: '/followups/next',
    tag: 'follow-up',
    summary:
      'Takes the next call that waits for a person, and what else is asked of that home; no two get one home',
    roles: CALLERS,
    body: claimNextSchema,
    answer: claimedSchema,
    handle: ({ viewer, body: { not }, now, write }) =>
      write(async (tx) => {
        const scope = obligationScope(viewer);
        return { id: await claimNext(tx, { personId: viewer.personId, scope, not }, now) };
      }),
  }),
  route({
    method: 'post',
    path: '/followups/give-back',
    tag: 'follow-up',
    summary: 'What I have in hand is for anybody again; or not before tomorrow (F1)',
    roles: CALLERS,
    body: giveBackSchema,
    answer: z.object({ ok: z.boolean() }),
    handle: ({ viewer, body: { tomorrow }, now, write }) =>
      write(async (tx) => {
        await giveBackClaims(tx, { personId: viewer.personId, tomorrow }, now);
        return { ok: true };
      }),
  }),
  route({
    method: 'post',
    path: '/followups/:id/claim',
    tag: 'follow-up',
    summary: 'Takes this call into my hands, and what else is asked of that home',
    roles: CALLERS,
    params,
    answer: z.object({ ok: z.boolean() }),
    handle: ({ viewer, params: { id }, now, write }) =>
      write(async (tx) => {
        await requireVisibleObligation(tx, viewer, id);
        const scope = obligationScope(viewer);
        await claimOne(tx, { obligationId: id, personId: viewer.personId, scope }, now);
        return { ok: true };
      }),
  }),
  route({
    method: 'post',
    path: '/followups/:id/dial',
    tag: 'follow-up',
    summary: 'Calls: my own telephone first, then the customer',
    roles: CALLERS,
    params,
    answer: handOfferSchema,
    handle: async ({ viewer, params: { id }, now, write, wiring }) => {
      let made = false;
      const { offerId, ring } = await write(async (tx) => {
        await requireVisibleObligation(tx, viewer, id);
        made = true;
        return dialByHand(tx, { obligationId: id, personId: viewer.personId }, now);
      });
      // The same request told again rings nobody's telephone a second time.
      if (ring && made) {
        const { dataSource, carrier, clock } = wiring;
        const { callsPerSecond } = wiring.config;
        await tell(() => ringForOffer({ dataSource, carrier, clock, callsPerSecond }, { offerId, to: ring }));
      }
      return { offerId, ring: ring !== null };
    },
  }),
  route({
    method: 'post',
    path: '/followups/:id/settle',
    tag: 'follow-up',
    summary: "An agent's word on a call that was owed",
    roles: CALLERS,
    params,
    body: settleSchema,
    answer: z.object({ ok: z.boolean() }),
    handle: ({ viewer, params: { id }, body: { at, ...body }, now, write }) =>
      write(async (tx) => {
        await requireVisibleObligation(tx, viewer, id);
        const when = at === undefined ? {} : { at: new Date(at) };
        await settleByAgent(tx, { obligationId: id, ...body, ...when, personId: viewer.personId }, now);
        return { ok: true };
      }),
  }),
];
