import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyChange, PolicyVersionView, PolicyView } from '../../../domain/contracts/policy.ts';
import { get } from '../api/client.ts';
import { DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { WhyField } from '../versions/draft-header.tsx';
import { ChangeTable } from './change-table.tsx';
import { usePolicyVersionName } from './use-version-name.ts';

/** Every version: who, when, why, and what it changed; any can be gone back to. */
export function PolicyVersionsTab({ view }: { view: PolicyView }) {
  const { t } = useTranslation();
  const versionName = usePolicyVersionName();
  const [compared, setCompared] = useState<{ from: number; to: number } | null>(null);
  const [back, setBack] = useState<number | null>(null);
  const versions = useQuery({
    queryKey: ['policy', 'versions'],
    queryFn: ({ signal }) => get<{ items: PolicyVersionView[] }>('/api/policy/versions', {}, signal),
  });
  const rows = versions.data?.items;
  const before = (id: number): number => rows?.find((one) => one.id < id)?.id ?? 0;
  return (
    <section className="panel">
      {versions.error && <TroubleAlert error={versions.error} retry={() => void versions.refetch()} />}
      <DataTable<PolicyVersionView>
        label={t('policy.tab.versions')}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('setup.versions.none')} hint={t('policy.noneHint')} />}
        columns={[
          {
            key: 'number',
            title: t('setup.versions.number'),
            cell: ({ id }) => (
              <>
                {versionName(id)}{' '}
                {id === view.current.id && <Tag color="success">{t('setup.versions.current')}</Tag>}
              </>
            ),
          },
          {
            key: 'published',
            title: t('setup.versions.published'),
            cell: ({ createdAt }) => createdAt && <When at={createdAt} />,
          },
          { key: 'by', title: t('setup.versions.by'), cell: ({ by }) => by },
          { key: 'why', title: t('setup.versions.why'), cell: ({ why }) => why },
          {
            key: 'restored',
            title: t('policy.restored'),
            cell: ({ restoredId }) => restoredId && versionName(restoredId),
          },
          {
            key: 'acts',
            title: '',
            cell: ({ id }) => (
              <span className="setup-acts">
                <Button size="small" onClick={() => setCompared({ from: before(id), to: id })}>
                  {t('setup.versions.compare')}
                </Button>
                {view.mayEdit && id !== view.current.id && (
                  <Button size="small" onClick={() => setBack(id)}>
                    {t('setup.versions.goBack')}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      {compared && (
        <Drawer
          open
          onClose={() => setCompared(null)}
          title={t('setup.versions.diffTitle', { version: versionName(compared.to) })}
          size="min(720px, 100vw)"
        >
          <Difference {...compared} />
        </Drawer>
      )}
      {back !== null && (
        <WriteDialog<{ why: string }>
          title={t('setup.versions.goBackTitle', { version: versionName(back) })}
          effect={t('policy.goBackEffect', { version: versionName(back) })}
          act={t('setup.versions.goBack')}
          done={t('setup.versions.wentBack')}
          path={`/api/policy/versions/${back}/go-back`}
          bodyOf={(values) => ({ ...values, over: view.current.id })}
          close={() => setBack(null)}
        >
          <Difference from={view.current.id} to={back} />
          <WhyField hint={t('policy.whyHint')} />
        </WriteDialog>
      )}
    </section>
  );
}

function Difference({ from, to }: { from: number; to: number }) {
  const changes = useQuery({
    queryKey: ['policy', 'diff', from, to],
    queryFn: ({ signal }) => get<{ items: PolicyChange[] }>('/api/policy/diff', { from, to }, signal),
  });
  if (changes.error) return <TroubleAlert error={changes.error} retry={() => void changes.refetch()} />;
  return changes.data ? <ChangeTable changes={changes.data.items} /> : <PageSkeleton />;
}
