import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../domain/contracts/imports.ts';
import { get } from '../api/client.ts';
import { useImports } from '../api/queries.ts';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { ImportDetail } from './import-detail.tsx';
import './imports.css';
import { UploadPanel } from './upload-panel.tsx';

const GOING = ['checking', 'applying'];

/** Lists are brought in: sent, looked through, taken in; who did, when, and what came of it. */
export function ImportsPage() {
  const { t } = useTranslation();
  const [chosenId, choose] = useState<number | null>(null);
  const list = useImports();
  const chosen = useQuery({
    queryKey: ['imports', 'one', chosenId],
    queryFn: async ({ signal }) =>
      (await get<{ import: ImportView }>(`/api/imports/${chosenId}`, {}, signal)).import,
    enabled: chosenId !== null,
    refetchInterval: ({ state }) => (GOING.includes(state.data?.state ?? 'checking') ? 700 : false),
  });
  // What is chosen is fresher than the list.
  const rows = list.items?.map((row) => (row.id === chosen.data?.id ? chosen.data : row));
  const columns: Column<ImportView>[] = [
    { key: 'at', title: t('imports.at'), cell: ({ createdAt }) => <When at={createdAt} /> },
    { key: 'kind', title: t('imports.kind'), cell: ({ kind }) => t(`imports.kinds.${kind}`) },
    { key: 'file', title: t('imports.file'), cell: ({ fileName }) => fileName },
    { key: 'who', title: t('imports.who'), cell: ({ personName }) => personName },
    {
      key: 'state',
      title: t('imports.state'),
      cell: ({ state }) => (
        <span className={state === 'unusable' ? 'late' : state === 'dropped' ? 'quiet' : undefined}>
          {t(`imports.states.${state}`)}
        </span>
      ),
    },
    { key: 'new', title: t('imports.new'), number: true, cell: ({ newRows }) => newRows },
    { key: 'changed', title: t('imports.changed'), number: true, cell: ({ changedRows }) => changedRows },
    { key: 'same', title: t('imports.same'), number: true, cell: ({ sameRows }) => sameRows },
    {
      key: 'bad',
      title: t('imports.bad'),
      number: true,
      cell: ({ badRows }) => <span className={badRows > 0 ? 'late' : undefined}>{badRows}</span>,
    },
  ];
  return (
    <div className="page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.imports')}</h1>
      </header>
      <UploadPanel sent={({ id }) => choose(id)} />
      {chosen.error && <TroubleAlert error={chosen.error} retry={() => void chosen.refetch()} />}
      {chosen.data && <ImportDetail key={chosen.data.id} held={chosen.data} close={() => choose(null)} />}
      <section className="panel">
        <h2 className="panel-title">{t('imports.history')}</h2>
        <ListTable
          label={t('imports.history')}
          columns={columns}
          list={{ ...list, items: rows }}
          rowKey={({ id }) => id}
          open={({ id }) => choose(id)}
          isOpen={({ id }) => id === chosenId}
          empty={<EmptyState title={t('imports.none')} hint={t('imports.noneHint')} />}
        />
      </section>
    </div>
  );
}
