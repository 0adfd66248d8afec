import { Button, Progress, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyChange, PolicyPreviewView } from '../../../domain/contracts/policy.ts';
import { useWrite } from '../api/use-write.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { ChangeTable } from './change-table.tsx';
import { ComparisonView } from './comparison-view.tsx';
import { PreviewChangeList } from './preview-change-list.tsx';
import { type PolicyEditor, usePreview } from './use-policy.ts';

/** The last one asked for, kept while a ticket or another page is looked at; with what it was of. */
let last: { id: number; of: string } | null = null;

/** What last month would have been under what is on the screen: nothing is changed by looking. */
export function PreviewTab({
  editor,
  problems,
  changes,
}: {
  editor: PolicyEditor;
  problems: number;
  changes: PolicyChange[];
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(last);
  const preview = usePreview(shown?.id ?? null);
  const ask = useWrite<object, PolicyPreviewView>(({ id }) => {
    last = { id, of: JSON.stringify(editor.body) };
    setShown(last);
  });
  const { data } = preview;
  const running = ask.isPending || data?.state === 'queued' || data?.state === 'running';
  const blocked =
    problems > 0
      ? t('policy.problems', { count: problems })
      : changes.length === 0
        ? t('policy.tryNothing')
        : null;
  return (
    <>
      <section className="panel">
        <p className="quiet setup-means">{t('policy.preview.means')}</p>
        <ChangeTable changes={changes} />
        <p className="setup-acts policy-try">
          <Tooltip title={blocked}>
            <Button
              type="primary"
              disabled={blocked !== null}
              loading={running}
              onClick={() => ask.mutate({ path: '/api/policy/previews', body: { body: editor.body } })}
            >
              {t('policy.preview.try')}
            </Button>
          </Tooltip>
          {running && data && (
            <Progress
              percent={data.total > 0 ? Math.floor((100 * data.done) / data.total) : 0}
              aria-label={t('policy.preview.progress', { done: data.done, total: data.total })}
              size="small"
              className="policy-progress"
            />
          )}
          {running && data && (
            <span className="quiet">
              {t('policy.preview.progress', { done: data.done, total: data.total })}
            </span>
          )}
        </p>
        {ask.error && <TroubleAlert error={ask.error} />}
        {preview.error && <TroubleAlert error={preview.error} retry={() => void preview.refetch()} />}
        {data?.state === 'failed' && <p className="late">{t('policy.preview.failed')}</p>}
      </section>
      {shown && data?.result && shown.of !== JSON.stringify(editor.body) && (
        <p className="soon">{t('policy.preview.old')}</p>
      )}
      {data?.result &&
        (data.result.tickets === 0 ? (
          <EmptyState title={t('policy.preview.noTickets')} hint={t('policy.preview.noTicketsHint')} />
        ) : (
          <>
            <ComparisonView result={data.result} />
            <PreviewChangeList previewId={data.id} changed={data.result.changed} />
          </>
        ))}
    </>
  );
}
