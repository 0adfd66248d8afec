import { useTranslation } from 'react-i18next';
import type { Policy, PolicyView } from '../../../domain/contracts/policy.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { DraftHeader, WhyField } from '../versions/draft-header.tsx';
import type { PolicyEditor } from './use-policy.ts';
import { usePolicyVersionName } from './use-version-name.ts';

interface Header {
  view: PolicyView;
  editor: PolicyEditor;
  problems: number;
  checking: boolean;
}

/** The policy in force, its draft, and what can be done with it. */
export function PolicyHeader({ view: { current, draft }, editor, problems, checking }: Header) {
  const { t } = useTranslation();
  const versionName = usePolicyVersionName();
  const wrong = problems > 0 ? t('policy.problems', { count: problems }) : null;
  const overtaken = draft !== null && draft.basedOn !== current.id;
  return (
    <DraftHeader<Policy, { revision: number }>
      title={t('policy.title')}
      current={{ name: versionName(current.id), by: current.by, at: current.createdAt, why: current.why }}
      draft={draft}
      editor={editor}
      checking={checking}
      unfit={wrong}
      blocked={wrong}
      path="/api/policy"
      revisionOf={({ revision }) => revision}
      words={{
        noDraft: t('policy.noDraft'),
        publish: t('policy.publish'),
        discardEffect: t('policy.discardEffect'),
      }}
      notice={
        overtaken && <p className="soon">{t('policy.draftIsOlder', { version: versionName(current.id) })}</p>
      }
      publishDialog={({ revision }, close) => (
        <WriteDialog<{ why: string }>
          title={t('policy.publishTitle')}
          effect={t('policy.publishEffect')}
          act={t('policy.publish')}
          done={t('policy.published')}
          path="/api/policy/publish"
          bodyOf={({ why }) => ({ why, revision, over: current.id })}
          close={close}
        >
          <WhyField hint={t('policy.whyHint')} />
        </WriteDialog>
      )}
    />
  );
}
