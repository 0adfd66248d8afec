import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { ScriptVersion, ScriptView, SurveyScript } from '../../../domain/contracts/survey-script.ts';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useVersionName } from '../setup/version-name.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { DraftHeader, WhyField } from '../versions/draft-header.tsx';
import { QuestionsTab } from './questions-tab.tsx';
import { type ScriptEditor, useScript, useScriptCheck, useScriptEditor } from './use-script.ts';
import { ScriptVersionsTab } from './versions-tab.tsx';
import '../setup/setup.css';
import './script.css';

const TABS = ['questions', 'versions'] as const;

/** Follow-up › Survey script: what customers are asked after a finished job (F2). */
export function ScriptPage() {
  const script = useScript();
  if (script.error && !script.data) {
    return <TroubleAlert error={script.error} retry={() => void script.refetch()} className="page" />;
  }
  return script.data ? <ScriptTabs view={script.data} /> : <PageSkeleton />;
}

function ScriptTabs({ view }: { view: ScriptView }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const editor = useScriptEditor(view);
  const check = useScriptCheck(editor.body);
  const tab = TABS.find((name) => name === params.get('tab')) ?? 'questions';
  const errors = check.data?.problems.filter(({ severity }) => severity === 'error').length ?? 0;
  return (
    <div className="page setup">
      <ScriptHeader view={view} editor={editor} errors={errors} checking={check.isFetching} />
      <Tabs
        activeKey={tab}
        onChange={(name) => setParams({ tab: name })}
        items={TABS.map((name) => ({
          key: name,
          label: name === 'versions' ? t('setup.tab.versions') : t('script.questions'),
        }))}
      />
      {tab === 'questions' && <QuestionsTab editor={editor} checked={check.data} />}
      {tab === 'versions' && <ScriptVersionsTab view={view} />}
    </div>
  );
}

interface Header {
  view: ScriptView;
  editor: ScriptEditor;
  errors: number;
  checking: boolean;
}

function ScriptHeader({ view: { current, draft }, editor, errors, checking }: Header) {
  const { t } = useTranslation();
  const versionName = useVersionName();
  return (
    <DraftHeader<SurveyScript, { version: ScriptVersion }>
      group={t('nav.group.followup')}
      title={t('nav.script')}
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
      path="/api/survey-script"
      revisionOf={({ version }) => version.revision}
      words={{
        noDraft: t('script.noDraft'),
        publish: t('setup.publish'),
        discardEffect: t('script.discardEffect'),
      }}
      publishDialog={({ revision }, close) => (
        <WriteDialog<{ why: string }>
          title={t('setup.publishTitle')}
          effect={t('script.publishEffect')}
          act={t('setup.publish')}
          done={t('script.published')}
          path="/api/survey-script/publish"
          bodyOf={({ why }) => ({ why, revision })}
          close={close}
        >
          <WhyField hint={t('script.whyHint')} />
        </WriteDialog>
      )}
    />
  );
}
