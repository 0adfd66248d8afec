import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupVersion, SetupView } from '../../../domain/contracts/setup.ts';
import { get } from '../api/client.ts';
import { DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { WhyField } from '../versions/draft-header.tsx';
import { useVersionColumns } from '../versions/version-columns.tsx';
import { ChangeList } from './change-list.tsx';
import { useVersionName } from './version-name.ts';

interface Compared {
  title: string;
  from: number;
  to: number;
}

/** Every version that was in force: who, when, why, and what it changed. */
export function VersionsTab({ view }: { view: SetupView }) {
  const { t } = useTranslation();
  const versionName = useVersionName();
  const [compared, setCompared] = useState<Compared | null>(null);
  const [back, setBack] = useState<SetupVersion | null>(null);
  const versions = useQuery({
    queryKey: ['setup', 'versions'],
    queryFn: ({ signal }) => get<{ items: SetupVersion[] }>('/api/setup/versions', {}, signal),
  });
  const rows = versions.data?.items;
  const before = ({ number }: SetupVersion): number =>
    rows?.find((one) => one.number === (number ?? 0) - 1)?.id ?? 0;
  const { draft } = view;
  const columns = useVersionColumns(
    (row) =>
      row.number !== null && (
        <Button
          size="small"
          onClick={() =>
            setCompared({
              title: t('setup.versions.diffTitle', { version: versionName(row) }),
              from: before(row),
              to: row.id,
            })
          }
        >
          {t('setup.versions.compare')}
        </Button>
      ),
    view.mayEdit ? setBack : null,
  );
  return (
    <section className="panel">
      {draft && (
        <p className="setup-acts">
          <Button
            onClick={() =>
              setCompared({ title: t('setup.versions.draftDiff'), from: view.current.id, to: draft.id })
            }
          >
            {t('setup.versions.draftDiff')}
          </Button>
        </p>
      )}
      {versions.error && <TroubleAlert error={versions.error} retry={() => void versions.refetch()} />}
      <DataTable<SetupVersion>
        label={t('setup.tab.versions')}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('setup.versions.none')} hint={t('setup.versions.noneHint')} />}
        columns={columns}
      />
      {compared && (
        <Drawer open onClose={() => setCompared(null)} title={compared.title} size="min(720px, 100vw)">
          <ChangeList from={compared.from} to={compared.to} />
        </Drawer>
      )}
      {back && (
        <WriteDialog<{ why: string }>
          title={t('setup.versions.goBackTitle', { version: versionName(back) })}
          effect={t('setup.versions.goBackEffect', { version: versionName(back) })}
          act={t('setup.versions.goBack')}
          done={t('setup.versions.wentBack')}
          path={`/api/setup/versions/${back.id}/go-back`}
          bodyOf={(values) => values}
          close={() => setBack(null)}
        >
          <WhyField hint={t('setup.whyHint')} />
        </WriteDialog>
      )}
    </section>
  );
}
