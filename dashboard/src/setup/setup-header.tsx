import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneSetup, SetupVersion, SetupView } from '../../../domain/contracts/setup.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { DraftHeader, WhyField } from '../versions/draft-header.tsx';
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

/** The phone's setup in force, its draft, and what can be done with it: listened to besides. */
export function SetupHeader({ view, editor, errors, checking }: Header) {
  const { t } = useTranslation();
  const versionName = useVersionName();
  const [listening, setListening] = useState(false);
  const { current, draft } = view;
  const silent = editor.dirty || !draft;
  return (
    <>
      <DraftHeader<PhoneSetup, { version: SetupVersion }>
        title={t('setup.title')}
        current={{
          name: versionName(current),
          by: current.publishedBy,
          at: current.publishedAt,
          why: current.why,
        }}
        draft={draft}
        editor={editor}
        checking={checking}
        unfit={null}
        blocked={errors > 0 ? t('setup.publishBlocked', { count: errors }) : null}
        path="/api/setup"
        revisionOf={({ version }) => version.revision}
        words={{
          noDraft: t('setup.noDraft'),
          publish: t('setup.publish'),
          discardEffect: t('setup.discardEffect'),
        }}
        acts={
          <Tooltip title={silent ? t('setup.listen.needsDraft') : null}>
            <Button disabled={silent} onClick={() => setListening(true)}>
              {t('setup.listen.act')}
            </Button>
          </Tooltip>
        }
        publishDialog={(_, close) => <PublishDialog view={view} close={close} />}
      />
      {listening && <ListenDialog view={view} close={() => setListening(false)} />}
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
      <WhyField hint={t('setup.whyHint')} />
    </WriteDialog>
  );
}
