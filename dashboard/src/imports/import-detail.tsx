import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Progress, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportProblem, ImportView } from '../../../domain/contracts/imports.ts';
import { get } from '../api/client.ts';
import { useWrite } from '../api/use-write.ts';
import { useLanguage } from '../i18n/language.ts';
import { DataTable } from '../parts/data-table.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';

/** What a file would do, row by row where something is wrong; then how far it is, and what it did. */
export function ImportDetail({ held, close }: { held: ImportView; close: () => void }) {
  const { t } = useTranslation();
  const act = useWrite<object, unknown>();
  const { id, state, rows, doneRows, newRows, changedRows, sameRows, badRows, fileHash } = held;
  const good = newRows + changedRows;
  return (
    <section className="panel import-detail" aria-label={held.fileName}>
      <header className="panel-head">
        <h2 className="panel-title">
          {t(`imports.kinds.${held.kind}`)} · {held.fileName}
          {held.encoding && held.encoding !== 'utf-8' && (
            <span className="quiet"> {held.encoding.toUpperCase()}</span>
          )}
        </h2>
        <Button onClick={close}>{t('imports.close')}</Button>
      </header>
      {(state === 'checking' || state === 'applying') && (
        <div role="status">
          <p>{t(state === 'checking' ? 'imports.checking' : 'imports.applying', { done: doneRows, rows })}</p>
          <Progress percent={rows > 0 ? Math.floor((100 * doneRows) / rows) : 0} />
        </div>
      )}
      {state === 'unusable' && (
        <Alert
          type="error"
          showIcon
          title={t(`imports.fileTroubles.${held.trouble ?? 'broken'}`, { detail: held.troubleDetail ?? '' })}
        />
      )}
      {state === 'done' && (
        <Alert type="success" showIcon title={t('imports.doneWords', { good, bad: badRows })} />
      )}
      {(state === 'checked' || state === 'done') && (
        <ul className="import-counts">
          <Count value={newRows} words={t('imports.new')} />
          <Count value={changedRows} words={t('imports.changed')} />
          <Count value={sameRows} words={t('imports.same')} />
          <Count value={badRows} words={t('imports.bad')} late={badRows > 0} />
        </ul>
      )}
      {held.stranded > 0 && <Stranded held={held} />}
      {act.error && <TroubleAlert error={act.error} className="dialog-trouble" />}
      {state === 'checked' && (
        <Space>
          <Button
            type="primary"
            loading={act.isPending}
            disabled={good === 0}
            onClick={() => act.mutate({ path: `/api/imports/${id}/apply`, body: { fileHash } })}
          >
            {badRows > 0 ? t('imports.applyGood', { count: good }) : t('imports.apply', { count: good })}
          </Button>
          <Button onClick={() => act.mutate({ path: `/api/imports/${id}/drop`, body: {} })}>
            {t('imports.drop_')}
          </Button>
          {good === 0 && <span className="quiet">{t('imports.nothing')}</span>}
        </Space>
      )}
      {badRows > 0 && held.kept && <Problems held={held} />}
    </section>
  );
}

const Count = ({ value, words, late }: { value: number; words: string; late?: boolean }) => (
  <li className={late ? 'late' : undefined}>
    <strong>{value}</strong> {words}
  </li>
);

function Stranded({ held: { stranded, strandedAt } }: { held: ImportView }) {
  const { t } = useTranslation();
  const { places, categoryName } = useReferenceData();
  return (
    <Alert
      type="warning"
      showIcon
      title={t('imports.stranded', { count: stranded })}
      description={
        <ul className="plain-list">
          {strandedAt.map(({ districtCode, category, kind, tickets }) => (
            <li key={`${districtCode}${category}${kind}`}>
              {places.long(districtCode)} · {categoryName(category)} · {t(`trade.kind.${kind as 'repair'}`)} ·{' '}
              {t('imports.tickets', { count: tickets })}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Problems({ held }: { held: ImportView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const problems = useQuery({
    queryKey: ['imports', 'problems', held.id, held.state],
    queryFn: async ({ signal }) =>
      (await get<{ items: ImportProblem[] }>(`/api/imports/${held.id}/problems`, {}, signal)).items,
  });
  return (
    <>
      <p className="import-mistakes">
        <a href={`/api/imports/${held.id}/mistakes?language=${language}`} download>
          <DownloadOutlined /> {t('imports.mistakes')}
        </a>{' '}
        <span className="quiet">{t('imports.mistakesHint')}</span>
      </p>
      {problems.error && <TroubleAlert error={problems.error} retry={() => void problems.refetch()} />}
      <DataTable
        label={t('imports.problems')}
        columns={[
          { key: 'line', title: t('imports.line'), cell: ({ line }) => line },
          {
            key: 'column',
            title: t('imports.column'),
            cell: ({ column }) =>
              t(`imports.columns.${held.kind}.${column}` as 'imports.columns.customers.name'),
          },
          { key: 'given', title: t('imports.given'), cell: ({ given }) => given || '—' },
          {
            key: 'trouble',
            title: t('imports.trouble'),
            cell: ({ trouble }) => t(`imports.troubles.${trouble}`),
          },
        ]}
        rows={problems.data}
        rowKey={(row) => (problems.data ?? []).indexOf(row)}
        empty={null}
      />
    </>
  );
}
