import { z } from 'zod';
import { coverage, dayKind, holidayName, isCovered } from '../../domain/calendar.ts';
import {
  checkedSetupSchema,
  checkSetupSchema,
  discardDraftSchema,
  endPreviewSchema,
  goBackSchema,
  previewedSetupSchema,
  previewSetupSchema,
  promptCatalogueSchema,
  publishedSetupSchema,
  publishSetupSchema,
  saveDraftSchema,
  savedDraftSchema,
  setupDaysSchema,
  setupDiffQuery,
  setupDiffSchema,
  setupIdParams,
  setupMonthSchema,
  setupVersionDetailSchema,
  setupVersionsSchema,
  setupViewSchema,
} from '../../domain/contracts/setup.ts';
import { diffSetups } from '../../domain/setup/diff.ts';
import { hoursOf, type OpeningHours } from '../../domain/setup/opening-hours.ts';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import { addDays } from '../../domain/time.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { promptCatalogue } from '../../ivr/check/catalogue.ts';
import { checkSetup } from '../../ivr/check/check-setup.ts';
import { soundsOf } from '../../ivr/check/sounds.ts';
import { buildReference } from '../../ivr/flow/reference.ts';
import type { Reference } from '../../ivr/flow/types.ts';
import { hasRole } from '../../services/people/viewer.ts';
import { discardDraft, saveDraft } from '../../services/setup/draft.ts';
import { endPreview, previewDraft } from '../../services/setup/preview.ts';
import { goBackTo, publishDraft } from '../../services/setup/publish.ts';
import {
  currentSetup,
  draftSetup,
  livePreviews,
  setupVersion,
  setupVersions,
} from '../../services/views/setup.ts';
import { route } from '../http/route.ts';
import type { Wiring } from '../wiring.ts';

const READERS: Role[] = ['administrator', 'headquarters_manager'];
const EDITORS: Role[] = ['administrator'];

/** The phone as it is now. */
const referenceOf = async (wiring: Wiring): Promise<Reference> =>
  buildReference(await wiring.reference(), wiring.config.timeZone);

const checking = (wiring: Wiring, now: Date) => async (setup: PhoneSetup) =>
  checkSetup(setup, await referenceOf(wiring), now);

function daysOf(month: string, hours: OpeningHours) {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days.map((day) => {
    const { kind, spans, exception } = hoursOf(hours, day);
    return {
      day,
      kind,
      holiday: hours.followCalendar && dayKind(day) !== 'workday' ? holidayName(day) : null,
      covered: isCovered(day),
      spans,
      exception: exception ? hours.exceptions.indexOf(exception) : null,
    };
  });
}

export const setupRoutes = [
  route({
    method: 'get',
    path: '/setup',
    tag: 'phone setup',
    summary: 'What is in force on the phone, the draft, and what the check says of it',
    roles: READERS,
    answer: setupViewSchema,
    async handle({ viewer, now, wiring }) {
      const { manager } = wiring.dataSource;
      const current = await currentSetup(manager);
      const draft = await draftSetup(manager);
      const previews = await livePreviews(manager, now);
      return {
        current,
        draft,
        previews: previews.map((one) => ({ ...one, until: one.until.toISOString() })),
        mayEdit: hasRole(viewer, ...EDITORS),
        hotline: wiring.config.twilio.phoneNumber,
        holidaysUntil: coverage.to,
      };
    },
  }),
  route({
    method: 'get',
    path: '/setup/prompts',
    tag: 'phone setup',
    summary: 'Everything the phone says in its built-in words, and what a sentence of one’s own may name',
    roles: READERS,
    answer: promptCatalogueSchema,
    handle: async () => promptCatalogue(),
  }),
  route({
    method: 'get',
    path: '/setup/versions',
    tag: 'phone setup',
    summary: 'What was published: who, when and why, newest first',
    roles: READERS,
    answer: setupVersionsSchema,
    handle: async ({ wiring }) => ({ items: await setupVersions(wiring.dataSource.manager) }),
  }),
  route({
    method: 'get',
    path: '/setup/versions/:id',
    tag: 'phone setup',
    summary: 'One version in full',
    roles: READERS,
    params: setupIdParams,
    answer: setupVersionDetailSchema,
    handle: ({ wiring, params: { id } }) => setupVersion(wiring.dataSource.manager, id),
  }),
  route({
    method: 'get',
    path: '/setup/diff',
    tag: 'phone setup',
    summary: 'What one version says that another does not; 0 is the phone as it comes',
    roles: READERS,
    query: setupDiffQuery,
    answer: setupDiffSchema,
    async handle({ wiring, query: { from, to } }) {
      const { manager } = wiring.dataSource;
      const [before, after] = [await setupVersion(manager, from), await setupVersion(manager, to)];
      return { items: diffSetups(before.body, after.body) };
    },
  }),
  route({
    method: 'post',
    path: '/setup/month',
    tag: 'phone setup',
    summary: 'Opening hours as they fall in a month, with holidays and make-up workdays; changes nothing',
    roles: READERS,
    body: setupMonthSchema,
    answer: setupDaysSchema,
    handle: async ({ body: { month, hours } }) => ({ items: daysOf(month, hours) }),
  }),
  route({
    method: 'post',
    path: '/setup/check',
    tag: 'phone setup',
    summary: 'What is wrong with a setup that is not saved yet; changes nothing',
    roles: READERS,
    body: checkSetupSchema,
    answer: checkedSetupSchema,
    handle: async ({ wiring, body: { body }, now }) => ({
      problems: await checkSetup(body, await referenceOf(wiring), now),
      sounds: soundsOf(body, await referenceOf(wiring), now),
    }),
  }),
  route({
    method: 'post',
    path: '/setup/draft',
    tag: 'phone setup',
    summary: 'Saves the draft; refused when somebody else has saved it meanwhile',
    roles: EDITORS,
    body: saveDraftSchema,
    answer: savedDraftSchema,
    async handle({ viewer, body, now, write }) {
      return write(async (tx) => {
        const id = await saveDraft(tx, { ...body, personId: viewer.personId }, now);
        const { body: _, ...version } = await setupVersion(tx, id);
        return { version };
      });
    },
  }),
  route({
    method: 'post',
    path: '/setup/draft/discard',
    tag: 'phone setup',
    summary: 'Throws the draft away',
    roles: EDITORS,
    body: discardDraftSchema,
    answer: z.object({ ok: z.boolean() }),
    async handle({ wiring, body, write }) {
      await write((tx) => discardDraft(tx, body));
      wiring.nudges.send('setup', null);
      return { ok: true };
    },
  }),
  route({
    method: 'post',
    path: '/setup/publish',
    tag: 'phone setup',
    summary: 'Puts the draft in force, for calls that begin from now on',
    roles: EDITORS,
    body: publishSetupSchema,
    answer: publishedSetupSchema,
    async handle({ viewer, wiring, body, now, write }) {
      const published = await write(async (tx) => {
        const command = { ...body, personId: viewer.personId };
        const id = await publishDraft(tx, { ...command, check: checking(wiring, now) }, now);
        const { body: _, ...version } = await setupVersion(tx, id);
        return { version };
      });
      wiring.nudges.send('setup', null);
      return published;
    },
  }),
  route({
    method: 'post',
    path: '/setup/versions/:id/go-back',
    tag: 'phone setup',
    summary: 'Puts an older version in force again, as a new one',
    roles: EDITORS,
    params: setupIdParams,
    body: goBackSchema,
    answer: publishedSetupSchema,
    async handle({ viewer, wiring, params, body: { why }, now, write }) {
      const published = await write(async (tx) => {
        const id = await goBackTo(
          tx,
          {
            setupId: params.id,
            why,
            personId: viewer.personId,
            check: checking(wiring, now),
          },
          now,
        );
        const { body: _, ...version } = await setupVersion(tx, id);
        return { version };
      });
      wiring.nudges.send('setup', null);
      return published;
    },
  }),
  route({
    method: 'post',
    path: '/setup/preview',
    tag: 'phone setup',
    summary: 'For half an hour calls from this number hear the draft',
    roles: EDITORS,
    body: previewSetupSchema,
    answer: previewedSetupSchema,
    async handle({ viewer, wiring, body, now, write }) {
      const preview = await write(async (tx) => {
        const { number, until } = await previewDraft(tx, { ...body, personId: viewer.personId }, now);
        return { number, until: until.toISOString() };
      });
      wiring.nudges.send('setup', null);
      return preview;
    },
  }),
  route({
    method: 'post',
    path: '/setup/preview/end',
    tag: 'phone setup',
    summary: 'Calls from this number hear what all hear',
    roles: EDITORS,
    body: endPreviewSchema,
    answer: previewedSetupSchema,
    async handle({ wiring, body, write }) {
      const number = await write((tx) => endPreview(tx, body));
      wiring.nudges.send('setup', null);
      return { number, until: null };
    },
  }),
];
