import { Alert, Badge, Menu, Tabs } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { PolicyView } from '../../../domain/contracts/policy.ts';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { BranchView } from './branch-view.tsx';
import { type PolicyForm, PolicyFormContext } from './policy-context.ts';
import { PolicyHeader } from './policy-header.tsx';
import { PreviewTab } from './preview-tab.tsx';
import { inner, isTree, type Schema, type Tree } from './schema.ts';
import { ruleOf, usePolicyNames } from './use-names.ts';
import { usePolicy, usePolicyCheck, usePolicyEditor } from './use-policy.ts';
import { PolicyVersionsTab } from './versions-tab.tsx';
import '../setup/setup.css';
import './policy.css';

const TABS = ['values', 'preview', 'versions'] as const;

/** Settings › Policy: the values that a manager may change, what they would have changed, and who changed them. */
export function PolicyPage() {
  const policy = usePolicy();
  if (policy.error && !policy.data) {
    return <TroubleAlert error={policy.error} retry={() => void policy.refetch()} className="page" />;
  }
  return policy.data ? <PolicyTabs view={policy.data} /> : <PageSkeleton />;
}

function PolicyTabs({ view }: { view: PolicyView }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const editor = usePolicyEditor(view);
  const check = usePolicyCheck(editor.body);
  const problems = check.data?.problems ?? [];
  const changes = check.data?.changes ?? [];
  const tab = TABS.find((name) => name === params.get('tab')) ?? 'values';
  const form = useMemo(
    () => ({ editor, rules: view.rules, problems, changed: new Set(changes.map(({ path }) => path)) }),
    [editor, view.rules, problems, changes],
  );
  return (
    <div className="page setup policy">
      <PolicyHeader view={view} editor={editor} problems={problems.length} checking={check.isFetching} />
      {!view.mayEdit && <Alert type="info" showIcon title={t('setup.readOnly')} />}
      <Tabs
        activeKey={tab}
        onChange={(name) => setParams({ tab: name })}
        items={TABS.map((name) => ({ key: name, label: t(`policy.tab.${name}`) }))}
      />
      <PolicyFormContext value={form}>
        {tab === 'values' && <Sections view={view} editor={editor} problems={problems} />}
        {tab === 'preview' && <PreviewTab editor={editor} problems={problems.length} changes={changes} />}
        {tab === 'versions' && <PolicyVersionsTab view={view} />}
      </PolicyFormContext>
    </div>
  );
}

/** One section at a time: a policy is long. */
function Sections({
  view,
  editor,
  problems,
}: { view: PolicyView } & Pick<PolicyForm, 'editor' | 'problems'>) {
  const [params, setParams] = useSearchParams();
  const names = usePolicyNames();
  const body = editor.body as unknown as Tree;
  const sections = Object.keys(body);
  const chosen = sections.find((name) => name === params.get('section')) ?? sections[0] ?? '';
  const rule = ruleOf(view.rules, [chosen]);
  const value = body[chosen];
  const wrongIn = (name: string) => problems.filter(({ path }) => path.startsWith(`${name}.`)).length;
  return (
    <div className="policy-sections">
      <Menu
        selectedKeys={[chosen]}
        onClick={({ key }) => setParams({ section: key })}
        items={sections.map((name) => ({
          key: name,
          label: (
            <Badge count={wrongIn(name)} size="small" offset={[10, 0]} className="setup-errors">
              {names.name([name])}
            </Badge>
          ),
        }))}
      />
      <section className="panel" aria-label={names.name([chosen])}>
        <h2 className="pane-title">
          {names.name([chosen])} {rule && <RuleTag rule={rule} />}
        </h2>
        {isTree(value) && (
          <BranchView
            path={[chosen]}
            value={value}
            schema={inner(view.schema as unknown as Schema, chosen)}
          />
        )}
      </section>
    </div>
  );
}
