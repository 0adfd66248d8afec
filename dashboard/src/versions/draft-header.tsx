import { App, Button, Form, Input, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import type { DraftEditor } from './use-draft-editor.ts';

interface Draft {
  revision: number;
  editedBy: string | null;
  editedAt: string | null;
}

interface DraftHeader<Body, Saved> {
  title: string;
  /** The duty that it belongs to; settings when it is not said. */
  group?: string;
  /** What is in force: its name, who put it there and when, and why. */
  current: { name: string; by: string | null; at: string | null; why: string | null };
  draft: Draft | null;
  editor: DraftEditor<Body>;
  checking: boolean;
  /** Why it cannot be saved as it is on the screen; null: it can. */
  unfit: string | null;
  /** Why it cannot be put in force, beside not being saved. */
  blocked: string | null;
  /** Of the API: below it are `draft` and `draft/discard`. */
  path: string;
  revisionOf: (answer: Saved) => number;
  words: { noDraft: string; publish: string; discardEffect: string };
  /** Between discarding and putting in force. */
  acts?: ReactNode;
  /** What is to be known before anything is done. */
  notice?: ReactNode;
  publishDialog: (draft: Draft, close: () => void) => ReactNode;
}

/** What is in force, how the draft stands, and what can be done with it. */
export function DraftHeader<Body, Saved>(props: DraftHeader<Body, Saved>) {
  const { title, current, draft, editor, checking, unfit, path, revisionOf, words } = props;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<'publish' | 'discard' | null>(null);
  const close = () => setDialog(null);
  const save = useWrite<object, Saved>((answer) => {
    editor.saved(revisionOf(answer));
    void message.success(t('setup.saved'));
  });
  const blocked = editor.dirty ? t('setup.publishUnsaved') : props.blocked;
  return (
    <>
      <header className="panel-head setup-head">
        <div>
          <h1 className="page-title">
            <span className="quiet">{props.group ?? t('setup.settings')} › </span>
            {title}
          </h1>
          <p className="quiet">
            {t('setup.inForce', { version: current.name })}
            {current.at && (
              <>
                {t('common.dot')}
                {current.by} <When at={current.at} />
              </>
            )}
            {current.why && t('common.dot') + current.why}
          </p>
          <p className="quiet">
            {draft ? <DraftState draft={draft} /> : words.noDraft}
            {editor.dirty && <strong className="soon setup-unsaved">{t('setup.unsaved')}</strong>}
          </p>
        </div>
        {editor.mayEdit && (
          <div className="setup-acts">
            {editor.dirty && (
              <>
                <Button onClick={editor.reset}>{t('setup.undo')}</Button>
                <Tooltip title={unfit}>
                  <Button
                    type="primary"
                    disabled={unfit !== null || checking}
                    loading={save.isPending}
                    onClick={() =>
                      save.mutate({
                        path: `${path}/draft`,
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
            {props.acts}
            {draft && (
              <Tooltip title={blocked}>
                <Button
                  type={editor.dirty ? 'default' : 'primary'}
                  disabled={blocked !== null || checking}
                  onClick={() => setDialog('publish')}
                >
                  {words.publish}
                </Button>
              </Tooltip>
            )}
          </div>
        )}
      </header>
      {editor.kept && <p className="soon">{t('setup.kept')}</p>}
      {props.notice}
      {save.error && <TroubleAlert error={save.error} kept={t('common.keptTyped')} />}
      {editor.overtaken && (
        <p className="late">
          {t('setup.staleDraft')}{' '}
          <Button size="small" onClick={editor.reset}>
            {t('setup.loadTheirs')}
          </Button>
        </p>
      )}
      {draft && dialog === 'publish' && props.publishDialog(draft, close)}
      {draft && dialog === 'discard' && (
        <WriteDialog<object>
          title={t('setup.discardTitle')}
          effect={words.discardEffect}
          act={t('setup.discard')}
          done={t('setup.discarded')}
          danger
          path={`${path}/draft/discard`}
          bodyOf={() => ({ revision: draft.revision })}
          close={close}
        >
          {null}
        </WriteDialog>
      )}
    </>
  );
}

/** Who saved the draft, and when. */
function DraftState({ draft }: { draft: Draft }) {
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

/** Why a version is put in force: kept with it. */
export function WhyField({ hint }: { hint: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="why"
      label={t('setup.why')}
      rules={[{ required: true, min: 2, whitespace: true, message: t('setup.whyNeeded') }]}
    >
      <Input.TextArea rows={3} maxLength={300} placeholder={hint} />
    </Form.Item>
  );
}
