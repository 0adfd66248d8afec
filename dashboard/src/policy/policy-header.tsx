import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyView } from '../../../domain/contracts/policy.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { DraftState, WhyField } from '../setup/setup-header.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import type { PolicyEditor } from './use-policy.ts';
import { usePolicyVersionName } from './use-version-name.ts';

interface Header {
  view: PolicyView;
  editor: PolicyEditor;
  problems: number;
  checking: boolean;
}

/** What is in force, how the draft stands, and what can be done with it. */
export function PolicyHeader({ view, editor, problems, checking }: Header) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const versionName = usePolicyVersionName();
  const [dialog, setDialog] = useState<'publish' | 'discard' | null>(null);
  const { current, draft } = view;
  const save = useWrite<object, { revision: number }>(({ revision }) => {
    editor.saved(revision);
    void message.success(t('setup.saved'));
  });
  const wrong = problems > 0 ? t('policy.problems', { count: problems }) : null;
  const blocked = editor.dirty ? t('setup.publishUnsaved') : wrong;
  const overtaken = draft !== null && draft.basedOn !== current.id;
  return (
    <>
      <header className="panel-head setup-head">
        <div>
          <h1 className="page-title">
            <span className="quiet">{t('setup.settings')} › </span>
            {t('policy.title')}
          </h1>
          <p className="quiet">
            {t('setup.inForce', { version: versionName(current.id) })}
            {current.createdAt && (
              <>
                {' · '}
                {current.by} <When at={current.createdAt} />
              </>
            )}
            {current.why && ` · ${current.why}`}
          </p>
          <p className="quiet">
            {draft ? <DraftState draft={draft} /> : t('policy.noDraft')}
            {editor.dirty && <strong className="soon setup-unsaved">{t('setup.unsaved')}</strong>}
          </p>
        </div>
        {view.mayEdit && (
          <div className="setup-acts">
            {editor.dirty && (
              <>
                <Button onClick={editor.reset}>{t('setup.undo')}</Button>
                <Tooltip title={wrong}>
                  <Button
                    type="primary"
                    disabled={wrong !== null || checking}
                    loading={save.isPending}
                    onClick={() =>
                      save.mutate({
                        path: '/api/policy/draft',
                        body: { body: editor.body, revision: editor.revision },
                      })
                    }
                  >
                    {t('setup.save')}
                  </Button>
                </Tooltip>
              </>
            )}
            {draft && !editor.dirty && (
              <Button danger onClick={() => setDialog('discard')}>
                {t('setup.discard')}
              </Button>
            )}
            {draft && (
              <Tooltip title={blocked}>
                <Button
                  type={editor.dirty ? 'default' : 'primary'}
                  disabled={blocked !== null || checking}
                  onClick={() => setDialog('publish')}
                >
                  {t('policy.publish')}
                </Button>
              </Tooltip>
            )}
          </div>
        )}
      </header>
      {editor.kept && <p className="soon">{t('setup.kept')}</p>}
      {overtaken && <p className="soon">{t('policy.draftIsOlder', { version: versionName(current.id) })}</p>}
      {save.error && <TroubleAlert error={save.error} kept={t('common.keptTyped')} />}
      {editor.overtaken && (
        <p className="late">
          {t('setup.staleDraft')}{' '}
          <Button size="small" onClick={editor.reset}>
            {t('setup.loadTheirs')}
          </Button>
        </p>
      )}
      {draft && dialog === 'publish' && (
        <WriteDialog<{ why: string }>
          title={t('policy.publishTitle')}
          effect={t('policy.publishEffect')}
          act={t('policy.publish')}
          done={t('policy.published')}
          path="/api/policy/publish"
          bodyOf={({ why }) => ({ why, revision: draft.revision, over: current.id })}
          close={() => setDialog(null)}
        >
          <WhyField />
        </WriteDialog>
      )}
      {draft && dialog === 'discard' && (
        <WriteDialog<object>
          title={t('setup.discardTitle')}
          effect={t('policy.discardEffect')}
          act={t('setup.discard')}
          done={t('setup.discarded')}
          danger
          path="/api/policy/draft/discard"
          bodyOf={() => ({ revision: draft.revision })}
          close={() => setDialog(null)}
        >
          {null}
        </WriteDialog>
      )}
    </>
  );
}
