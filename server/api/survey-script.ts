import { z } from 'zod';
import {
  checkedScriptSchema,
  checkScriptSchema,
  discardScriptSchema,
  goBackToScriptSchema,
  publishScriptSchema,
  saveScriptSchema,
  scriptAnswerSchema,
  scriptIdParams,
  scriptVersionsSchema,
  scriptViewSchema,
  scriptWithBodySchema,
} from '../../domain/contracts/survey-script.ts';
import type { Role } from '../../domain/vocabulary.ts';
import {
  discardScriptDraft,
  goBackToScript,
  publishScript,
  saveScriptDraft,
} from '../../services/followup/scripts.ts';
import type { Tx } from '../../services/transaction.ts';
import {
  checkedScript,
  currentScript,
  draftScript,
  scriptVersion,
  scriptVersions,
} from '../../services/views/survey-scripts.ts';
import { route } from '../http/route.ts';

const EDITORS: Role[] = ['administrator', 'headquarters_manager'];

const written = async (tx: Tx, id: number) => {
  const { body: _, ...version } = await scriptVersion(tx, id);
  return { version };
};

export const surveyScriptRoutes = [
  route({
    method: 'get',
    path: '/survey-script',
    tag: 'follow-up',
    summary: 'F2: what surveys ask, and the draft',
    roles: EDITORS,
    answer: scriptViewSchema,
    async handle({ wiring }) {
      const { manager } = wiring.dataSource;
      return { current: await currentScript(manager), draft: await draftScript(manager), mayEdit: true };
    },
  }),
  route({
    method: 'get',
    path: '/survey-script/versions',
    tag: 'follow-up',
    summary: 'What was published: who, when and why, newest first',
    roles: EDITORS,
    answer: scriptVersionsSchema,
    handle: async ({ wiring }) => ({ items: await scriptVersions(wiring.dataSource.manager) }),
  }),
  route({
    method: 'get',
    path: '/survey-script/versions/:id',
    tag: 'follow-up',
    summary: 'One version in full',
    roles: EDITORS,
    params: scriptIdParams,
    answer: scriptWithBodySchema,
    handle: ({ wiring, params: { id } }) => scriptVersion(wiring.dataSource.manager, id),
  }),
  route({
    method: 'post',
    path: '/survey-script/check',
    tag: 'follow-up',
    summary: 'What is wrong with a script that is not saved yet, and the ways through it; changes nothing',
    roles: EDITORS,
    body: checkScriptSchema,
    answer: checkedScriptSchema,
    handle: async ({ body: { body } }) => checkedScript(body),
  }),
  route({
    method: 'post',
    path: '/survey-script/draft',
    tag: 'follow-up',
    summary: 'Saves the draft; refused when somebody else has saved it meanwhile',
    roles: EDITORS,
    body: saveScriptSchema,
    answer: scriptAnswerSchema,
    handle: ({ viewer, body, now, write }) =>
      write(async (tx) =>
        written(tx, await saveScriptDraft(tx, { ...body, personId: viewer.personId }, now)),
      ),
  }),
  route({
    method: 'post',
    path: '/survey-script/draft/discard',
    tag: 'follow-up',
    summary: 'Throws the draft away',
    roles: EDITORS,
    body: discardScriptSchema,
    answer: z.object({ ok: z.boolean() }),
    async handle({ body, write }) {
      await write((tx) => discardScriptDraft(tx, body));
      return { ok: true };
    },
  }),
  route({
    method: 'post',
    path: '/survey-script/publish',
    tag: 'follow-up',
    summary: 'Puts the draft in force, for surveys that begin from now on',
    roles: EDITORS,
    body: publishScriptSchema,
    answer: scriptAnswerSchema,
    async handle({ viewer, wiring, body, now, write }) {
      const published = await write(async (tx) =>
        written(tx, await publishScript(tx, { ...body, personId: viewer.personId }, now)),
      );
      wiring.nudges.send('setup', null);
      return published;
    },
  }),
  route({
    method: 'post',
    path: '/survey-script/versions/:id/go-back',
    tag: 'follow-up',
    summary: 'Puts an older version in force again, as a new one',
    roles: EDITORS,
    params: scriptIdParams,
    body: goBackToScriptSchema,
    answer: scriptAnswerSchema,
    async handle({ viewer, wiring, params: { id }, body: { why }, now, write }) {
      const published = await write(async (tx) =>
        written(tx, await goBackToScript(tx, { id, why, personId: viewer.personId }, now)),
      );
      wiring.nudges.send('setup', null);
      return published;
    },
  }),
];
