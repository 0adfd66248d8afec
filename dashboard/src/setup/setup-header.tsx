import { App, Button, Form, Input, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupVersion, SetupView } from '../../../domain/contracts/setup.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { ListenDialog } from './listen-dialog.tsx';
import { useChanges } from './use-changes.ts';
import type { Editor } from './use-editor.ts';
import { useVersionName } from './version-name.ts';

interface Header {
  view: SetupView;
  editor: Editor;
  errors: number;
  checking: boolean;
}

/** What is in force, how the draft stands, and what can be done with it. */
export function SetupHeader({ view, editor, errors, checking }: Header) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const versionName = useVersionName();
  const [dialog, setDialog] = useState<'publish' | 'discard' | 'listen' | null>(null);
  const { current, draft, mayEdit } = view;
  const save = useWrite<object, { version: SetupVersion }>(({ version }) => {
    editor.saved(version.revision);
    void message.success(t('setup.saved'));
  });
  const close = () => setDialog(null);
  const blocked = editor.dirty
    ? t('setup.publishUnsaved')
    : errors > 0
      ? t('setup.publishBlocked', { count: errors })
      : null;
  return (
    <>
      <header className="panel-head setup-head">
        <div>
          <h1 className="page-title">
            <span className="quiet">{t('setup.settings')} › </span>
            {t('setup.title')}
          </h1>
          <p className="quiet">
            {t('setup.inForce', { version: versionName(current) })}
            {current.publishedAt && (
              <>
                {' · '}
                {current.publishedBy} <When at={current.publishedAt} />
              </>
            )}
            {current.why && ` · ${current.why}`}
          </p>
          <p className="quiet">
            {draft ? <DraftState draft={draft} /> : t('setup.noDraft')}
            {editor.dirty && <strong className="soon setup-unsaved">{t('setup.unsaved')}</strong>}
          </p>
        </div>
        {mayEdit && (
          <div className="setup-acts">
            {editor.dirty && (
              <>
                <Button onClick={editor.reset}>{t('setup.undo')}</Button>
                <Button
                  type="primary"
                  loading={save.isPending}
                  onClick={() =>
                    save.mutate({
                      path: '/api/setup/draft',
                      body: { body: editor.body, revision: editor.revision },
                    })
                  }
                >
                  {t('setup.save')}
                </Button>
              </>
            )}
            {draft && !editor.dirty && (
              <Button danger onClick={() => setDialog('discard')}>
                {t('setup.discard')}
              </Button>
            )}
            <Tooltip title={editor.dirty || !draft ? t('setup.listen.needsDraft') : null}>
              <Button disabled={editor.dirty || !draft} onClick={() => setDialog('listen')}>
                {t('setup.listen.act')}
              </Button>
            </Tooltip>
            {draft && (
              <Tooltip title={blocked}>
                <Button
                  type={editor.dirty ? 'default' : 'primary'}
                  disabled={blocked !== null || checking}
                  onClick={() => setDialog('publish')}
                >
                  {t('setup.publish')}
                </Button>
              </Tooltip>
            )}
          </div>
        )}
      </header>
      {editor.kept && <p className="soon">{t('setup.kept')}</p>}
      {save.error && <TroubleAlert error={save.error} kept={t('common.keptTyped')} />}
      {editor.overtaken && (
        <p className="late">
          {t('setup.staleDraft')}{' '}
          <Button size="small" onClick={editor.reset}>
            {t('setup.loadTheirs')}
          </Button>
        </p>
      )}
      {draft && dialog === 'publish' && <PublishDialog view={view} close={close} />}
      {draft && dialog === 'discard' && (
        <WriteDialog<object>
          title={t('setup.discardTitle')}
          effect={t('setup.discardEffect')}
          act={t('setup.discard')}
          done={t('setup.discarded')}
          danger
          path="/api/setup/draft/discard"
          bodyOf={() => ({ revision: draft.revision })}
          close={close}
        >
          {null}
        </WriteDialog>
      )}
      {dialog === 'listen' && <ListenDialog view={view} close={close} />}
    </>
  );
}

/** Who saved the draft, and when. */
export function DraftState({ draft }: { draft: Pick<SetupVersion, 'editedBy' | 'editedAt'> }) {
  const { t } = useTranslation();
  const [before = '', after = ''] = t('setup.draftState', {
    name: draft.editedBy ?? '',
    when: '\u0000',
  }).split('\u0000');
  return (
    <>
      {before}
      {draft.editedAt && <When at={draft.editedAt} />}
      {after}
    </>
  );
}

function PublishDialog({ view, close }: { view: SetupView; close: () => void }) {
  const { t } = useTranslation();
  const changes = useChanges(view.current.id, view.draft?.id ?? null);
  return (
    <WriteDialog<{ why: string }>
      title={t('setup.publishTitle')}
      effect={t('setup.publishEffect', { count: changes.data?.items.length ?? 0 })}
      act={t('setup.publish')}
      done={t('setup.published')}
      path="/api/setup/publish"
      bodyOf={({ why }) => ({ why, revision: view.draft?.revision })}
      close={close}
    >
      <WhyField />
    </WriteDialog>
  );
}

export function WhyField() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="why"
      label={t('setup.why')}
      rules={[{ required: true, min: 2, whitespace: true, message: t('setup.whyNeeded') }]}
    >
      <Input.TextArea rows={3} maxLength={300} placeholder={t('setup.whyHint')} />
    </Form.Item>
  );
}
