import { z } from 'zod';
import {
  checkedPolicySchema,
  checkPolicySchema,
  discardPolicyDraftSchema,
  goBackToPolicySchema,
  policyDiffQuery,
  policyDiffSchema,
  policyIdParams,
  policyPreviewSchema,
  policyVersionsSchema,
  policyViewSchema,
  previewChangesQuery,
  previewChangesSchema,
  previewIdParams,
  publishedPolicySchema,
  publishPolicySchema,
  requestPreviewSchema,
  savedPolicyDraftSchema,
  savePolicyDraftSchema,
} from '../../domain/contracts/policy.ts';
import { DomainError } from '../../domain/errors.ts';
import { checkPolicy } from '../../domain/policy/check.ts';
import { diffPolicies } from '../../domain/policy/diff.ts';
import { POLICY_RULES } from '../../domain/policy/rules.ts';
import { policySchema } from '../../domain/policy.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { hasRole, type Viewer } from '../../services/people/viewer.ts';
import { discardPolicyDraft, savePolicyDraft } from '../../services/policy/draft.ts';
import { goBackToPolicy, publishPolicy } from '../../services/policy/publish.ts';
import { requestPreview } from '../../services/policy/request-preview.ts';
import { currentPolicy, policyDraft, policyVersion, policyVersions } from '../../services/views/policy.ts';
import { policyPreview, previewChanges } from '../../services/views/policy-previews.ts';
import { route } from '../http/route.ts';
import type { Wiring } from '../wiring.ts';

const READERS: Role[] = ['administrator', 'headquarters_manager'];
const EDITORS: Role[] = ['administrator'];
const TAG = 'policy';

/** One policy for the province: those whose place is a part of it neither change it nor see its tickets. */
function requireProvince(viewer: Viewer): void {
  if (!viewer.scope.province) throw new DomainError('forbidden', 'The policy is headquarters’ alone.');
}

const schema = JSON.parse(JSON.stringify(z.toJSONSchema(policySchema, { io: 'input' })));

/** The phone answers by it too, and holds it in memory. */
const tell = (wiring: Wiring) => wiring.nudges.send('setup', null);

export const policyRoutes = [
  route({
    method: 'get',
    path: '/policy',
    tag: TAG,
    summary: 'The policy in force, the draft, and what may be written where',
    roles: READERS,
    answer: policyViewSchema,
    async handle({ viewer, wiring }) {
      const { manager } = wiring.dataSource;
      return {
        current: await currentPolicy(manager),
        draft: await policyDraft(manager),
        mayEdit: hasRole(viewer, ...EDITORS) && viewer.scope.province,
        schema,
        rules: POLICY_RULES,
      };
    },
  }),
  route({
    method: 'get',
    path: '/policy/versions',
    tag: TAG,
    summary: 'Every version: who, when and why, newest first',
    roles: READERS,
    answer: policyVersionsSchema,
    handle: async ({ wiring }) => ({ items: await policyVersions(wiring.dataSource.manager) }),
  }),
  route({
    method: 'get',
    path: '/policy/diff',
    tag: TAG,
    summary: 'What one version says that another does not; 0 is the values at the start',
    roles: READERS,
    query: policyDiffQuery,
    answer: policyDiffSchema,
    async handle({ wiring, query: { from, to } }) {
      const { manager } = wiring.dataSource;
      const [before, after] = [await policyVersion(manager, from), await policyVersion(manager, to)];
      return { items: diffPolicies(before.body, after.body) };
    },
  }),
  route({
    method: 'post',
    path: '/policy/check',
    tag: TAG,
    summary: 'What is wrong with a policy that is not saved yet, and what it changes; changes nothing',
    roles: READERS,
    body: checkPolicySchema,
    answer: checkedPolicySchema,
    async handle({ wiring, body: { body } }) {
      const current = await currentPolicy(wiring.dataSource.manager);
      return { problems: checkPolicy(body), changes: diffPolicies(current.body, body) };
    },
  }),
  route({
    method: 'post',
    path: '/policy/draft',
    tag: TAG,
    summary: 'Saves the draft; refused when somebody else has saved it meanwhile',
    roles: EDITORS,
    body: savePolicyDraftSchema,
    answer: savedPolicyDraftSchema,
    async handle({ viewer, body, now, write }) {
      requireProvince(viewer);
      return write(async (tx) => {
        await savePolicyDraft(tx, { ...body, personId: viewer.personId }, now);
        return { revision: (body.revision ?? 0) + 1 };
      });
    },
  }),
  route({
    method: 'post',
    path: '/policy/draft/discard',
    tag: TAG,
    summary: 'Throws the draft away',
    roles: EDITORS,
    body: discardPolicyDraftSchema,
    answer: z.object({ ok: z.boolean() }),
    async handle({ viewer, body, write }) {
      requireProvince(viewer);
      await write((tx) => discardPolicyDraft(tx, body));
      return { ok: true };
    },
  }),
  route({
    method: 'post',
    path: '/policy/publish',
    tag: TAG,
    summary: 'Puts the draft in force, for decisions from now on',
    roles: EDITORS,
    body: publishPolicySchema,
    answer: publishedPolicySchema,
    async handle({ viewer, wiring, body, now, write }) {
      requireProvince(viewer);
      const published = await write(async (tx) => {
        const id = await publishPolicy(tx, { ...body, personId: viewer.personId }, now);
        const { body: _, ...version } = await policyVersion(tx, id);
        return { version };
      });
      tell(wiring);
      return published;
    },
  }),
  route({
    method: 'post',
    path: '/policy/versions/:id/go-back',
    tag: TAG,
    summary: 'Puts an older version in force again, as a new one',
    roles: EDITORS,
    params: policyIdParams,
    body: goBackToPolicySchema,
    answer: publishedPolicySchema,
    async handle({ viewer, wiring, params, body, now, write }) {
      requireProvince(viewer);
      const published = await write(async (tx) => {
        const command = { ...body, versionId: params.id, personId: viewer.personId };
        const id = await goBackToPolicy(tx, command, now);
        const { body: _, ...version } = await policyVersion(tx, id);
        return { version };
      });
      tell(wiring);
      return published;
    },
  }),
  route({
    method: 'post',
    path: '/policy/previews',
    tag: TAG,
    summary: 'Has last month’s tickets routed again under another policy; takes a while',
    roles: READERS,
    body: requestPreviewSchema,
    answer: policyPreviewSchema,
    async handle({ viewer, body: { body }, now, write }) {
      requireProvince(viewer);
      return write(async (tx) => {
        const id = await requestPreview(tx, { policy: body, personId: viewer.personId }, now);
        return policyPreview(tx, id);
      });
    },
  }),
  route({
    method: 'get',
    path: '/policy/previews/:id',
    tag: TAG,
    summary: 'How far a preview is, and what it would have changed',
    roles: READERS,
    params: previewIdParams,
    answer: policyPreviewSchema,
    handle({ viewer, wiring, params: { id } }) {
      requireProvince(viewer);
      return policyPreview(wiring.dataSource.manager, id);
    },
  }),
  route({
    method: 'get',
    path: '/policy/previews/:id/changes',
    tag: TAG,
    summary: 'The tickets that would have gone elsewhere, with both reasons',
    roles: READERS,
    params: previewIdParams,
    query: previewChangesQuery,
    answer: previewChangesSchema,
    handle({ viewer, wiring, params: { id }, query }) {
      requireProvince(viewer);
      return previewChanges(wiring.dataSource.manager, id, query);
    },
  }),
];
