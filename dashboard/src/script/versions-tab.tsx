import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScriptVersion, ScriptView, ScriptWithBody } from '../../../domain/contracts/survey-script.ts';
import { get } from '../api/client.ts';
import { DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useVersionName } from '../setup/version-name.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { WhyField } from '../versions/draft-header.tsx';
import { useVersionColumns } from '../versions/version-columns.tsx';
import { Paths } from './questions-tab.tsx';
import { useScriptCheck } from './use-script.ts';

/** Every version that was asked: who, when, why, and what it asks. */
export function ScriptVersionsTab({ view }: { view: ScriptView }) {
  const { t } = useTranslation();
  const versionName = useVersionName();
  const [shown, setShown] = useState<ScriptVersion | null>(null);
  const [back, setBack] = useState<ScriptVersion | null>(null);
  const versions = useQuery({
    queryKey: ['survey-script', 'versions'],
    queryFn: ({ signal }) => get<{ items: ScriptVersion[] }>('/api/survey-script/versions', {}, signal),
  });
  const columns = useVersionColumns(
    (row) => (
      <Button size="small" onClick={() => setShown(row)}>
        {t('script.show')}
      </Button>
    ),
    view.mayEdit ? setBack : null,
  );
  return (
    <section className="panel">
      {versions.error && <TroubleAlert error={versions.error} retry={() => void versions.refetch()} />}
      <DataTable<ScriptVersion>
        label={t('setup.tab.versions')}
        rows={versions.data?.items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('setup.versions.none')} hint={t('script.noVersions')} />}
        columns={columns}
      />
      {shown && (
        <Drawer open onClose={() => setShown(null)} title={versionName(shown)} size="min(720px, 100vw)">
          <Version id={shown.id} />
        </Drawer>
      )}
      {back && (
        <WriteDialog<{ why: string }>
          title={t('setup.versions.goBackTitle', { version: versionName(back) })}
          effect={t('script.goBackEffect', { version: versionName(back) })}
          act={t('setup.versions.goBack')}
          done={t('script.published')}
          path={`/api/survey-script/versions/${back.id}/go-back`}
          bodyOf={(values) => values}
          close={() => setBack(null)}
        >
          <WhyField hint={t('script.whyHint')} />
        </WriteDialog>
      )}
    </section>
  );
}

function Version({ id }: { id: number }) {
  const version = useQuery({
    queryKey: ['survey-script', 'version', id],
    queryFn: ({ signal }) => get<ScriptWithBody>(`/api/survey-script/versions/${id}`, {}, signal),
  });
  if (version.error) return <TroubleAlert error={version.error} retry={() => void version.refetch()} />;
  return version.data ? <Ways body={version.data.body} /> : <PageSkeleton />;
}

function Ways({ body }: { body: ScriptWithBody['body'] }) {
  const check = useScriptCheck(body);
  return <Paths checked={check.data} questions={body.questions} />;
}
