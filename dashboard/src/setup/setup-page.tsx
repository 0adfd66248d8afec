import { Alert, Badge, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { SetupProblem, SetupView } from '../../../domain/contracts/setup.ts';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { AnnouncementsTab } from './announcements-tab.tsx';
import { CheckTab } from './check-tab.tsx';
import { HoursTab } from './hours-tab.tsx';
import { MenuTab } from './menu-tab.tsx';
import { PromptsTab } from './prompts-tab.tsx';
import { SetupHeader } from './setup-header.tsx';
import { useCheck, useEditor, useSetup } from './use-editor.ts';
import { VersionsTab } from './versions-tab.tsx';
import './setup.css';

const TABS = ['menu', 'prompts', 'hours', 'announcements', 'versions', 'check'] as const;
type Tab = (typeof TABS)[number];

/** Settings › Phone menu: what callers hear, and when a person answers. */
export function SetupPage() {
  const setup = useSetup();
  if (setup.error && !setup.data) {
    return <TroubleAlert error={setup.error} retry={() => void setup.refetch()} className="page" />;
  }
  return setup.data ? <SetupTabs view={setup.data} /> : <PageSkeleton />;
}

function SetupTabs({ view }: { view: SetupView }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const editor = useEditor(view);
  const check = useCheck(editor.body);
  const tab = TABS.find((name) => name === params.get('tab')) ?? 'menu';
  const at = params.get('at');
  const show = (next: Tab, place?: string) => setParams(place ? { tab: next, at: place } : { tab: next });
  const goTo = ({ part, at: place }: SetupProblem) =>
    show(part === 'wait' ? 'announcements' : part, place ?? undefined);
  const problems = check.data?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const sounds = check.data?.sounds;
  return (
    <div className="page setup">
      <SetupHeader view={view} editor={editor} errors={errors} checking={check.isFetching} />
      {!view.mayEdit && <Alert type="info" showIcon title={t('setup.readOnly')} />}
      <Tabs
        activeKey={tab}
        onChange={(name) => show(name as Tab)}
        items={TABS.map((name) => ({
          key: name,
          label:
            name === 'check' ? (
              <Badge
                count={problems.length}
                size="small"
                offset={[8, -2]}
                className={errors > 0 ? 'setup-errors' : 'setup-warnings'}
              >
                {t('setup.tab.check')}
              </Badge>
            ) : (
              t(`setup.tab.${name}`)
            ),
        }))}
      />
      {tab === 'menu' && <MenuTab editor={editor} sounds={sounds} />}
      {tab === 'prompts' && <PromptsTab editor={editor} sounds={sounds} at={at} />}
      {tab === 'hours' && <HoursTab editor={editor} holidaysUntil={view.holidaysUntil} />}
      {tab === 'announcements' && <AnnouncementsTab editor={editor} />}
      {tab === 'versions' && <VersionsTab view={view} />}
      {tab === 'check' && (
        <CheckTab check={check} body={editor.body} draft={view.draft !== null || editor.dirty} goTo={goTo} />
      )}
    </div>
  );
}
