import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldAction, Fieldwork } from '../../../domain/contracts/fieldwork.ts';
import type { ServiceActionName } from '../../../domain/vocabulary.ts';
import { currentVisit } from '../ticket/chain.ts';
import { ActionSheet } from './action-sheet.tsx';
import { ApproveSheet } from './approve-sheet.tsx';
import { CompleteSheet } from './complete-sheet.tsx';
import { EndVisitSheet } from './end-visit-sheet.tsx';
import { asksMore, nextSteps } from './next-steps.ts';
import { PartSheet } from './part-sheet.tsx';
import { PhotoButton } from './photo-button.tsx';
import { useDeed, useQueued } from './queue/field-context.tsx';
import { type JobOnPhone, quotesOnPhone, visitWork } from './queue/overlay.ts';
import { useToldOutcome } from './queue/told-outcome.ts';
import { QuoteSheet } from './quote-sheet.tsx';

export type RecordedAction = FieldAction;

type OpenSheet = 'appointment' | 'quote' | 'approve' | 'part' | 'signature' | 'complete' | 'end_visit';

/** The next thing to do, as one big button at the bottom, where the thumb is; the rest one press away. */
export function JobWork({ job, fieldwork }: { job: JobOnPhone; fieldwork: Fieldwork | undefined }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { detail } = job;
  const { id, number } = detail.card;
  const deed = useDeed({ id, number });
  const told = useToldOutcome();
  const items = useQueued();
  const [sheet, setSheet] = useState<OpenSheet | null>(null);
  const [made, setMade] = useState<{ ref: string; totalFen: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const { primary, later, mayComplete } = nextSteps(detail);
  const work = visitWork(fieldwork, detail);
  // Somebody has to be there before it can come to nothing.
  const arrived = currentVisit(detail.visits)?.actions.some(({ action }) => action === 'arrive');
  const mayEnd = arrived && detail.moves.includes('end_visit');
  const { standing } = quotesOnPhone(work?.quotes ?? [], items, id);
  const close = () => {
    setSheet(null);
    setMade(null);
  };
  const record = async (body: RecordedAction) => {
    setBusy(true);
    const { action, evidence = null, appointmentAt } = body;
    const kept = () => {
      setBusy(false);
      close();
    };
    told(
      await deed({
        step: 'actions',
        body,
        deed: { kind: 'action', action, evidence, appointmentAt },
        kept,
      }),
    );
  };
  const start = (action: ServiceActionName | 'complete') => {
    if (action === 'complete' || asksMore(action)) setSheet(action);
    else void record({ action });
  };
  const words = (action: ServiceActionName) => t(`trade.action.${action}`);
  const skipTo = (action: ServiceActionName, skipped: ServiceActionName[]) =>
    modal.confirm({
      title: t('outlet.skipTitle', { action: words(action) }),
      content: t('outlet.skipEffect', { actions: skipped.map(words).join(t('common.comma')) }),
      okText: t('outlet.skipDo'),
      cancelText: t('common.back'),
      okButtonProps: { size: 'large' },
      cancelButtonProps: { size: 'large' },
      onOk: () => start(action),
    });
  const beforeWork = (action: ServiceActionName) => {
    // H5: quote before working. Nobody is kept from the work; that it was not agreed to stays to be seen.
    if (action !== 'work' || standing?.approved) return start(action);
    modal.confirm({
      title: t('field.unquotedTitle'),
      content: t('field.unquotedEffect'),
      okText: t('field.unquotedDo'),
      cancelText: t('common.back'),
      okButtonProps: { size: 'large' },
      cancelButtonProps: { size: 'large' },
      onOk: () => start(action),
    });
  };
  const others = [
    ...later.map(({ action, skipped }) => ({
      key: action,
      label: t('outlet.skipTo', { action: words(action) }),
      onClick: () => skipTo(action, skipped),
    })),
    ...(mayEnd ? [{ key: 'end_visit', label: t('visitEnd.do'), onClick: () => setSheet('end_visit') }] : []),
    ...(mayComplete && primary !== 'complete'
      ? [{ key: 'complete', label: t('outlet.completeEarly'), onClick: () => start('complete') }]
      : []),
  ];
  return (
    <>
      <JobTools detail={{ id, number }} open={setSheet} quoted={standing !== null} />
      <div className="job-bar">
        {standing && !standing.approved && (
          <Button size="large" block className="approve-due" onClick={() => setSheet('approve')}>
            {t('field.approveDue')}
          </Button>
        )}
        <div className="job-buttons">
          {others.length > 0 && (
            <Dropdown menu={{ items: others, className: 'job-menu' }} trigger={['click']} placement="topLeft">
              <Button size="large">{t('outlet.others')}</Button>
            </Dropdown>
          )}
          {primary && (
            <Button
              type="primary"
              size="large"
              className="job-next"
              loading={busy && !sheet}
              onClick={() => (primary === 'complete' ? start(primary) : beforeWork(primary))}
            >
              {primary === 'complete' ? t('outlet.complete') : words(primary)}
            </Button>
          )}
        </div>
        {(sheet === 'appointment' || sheet === 'signature') && (
          <ActionSheet
            ticketId={id}
            action={sheet}
            busy={busy}
            close={close}
            record={(body) => void record(body)}
          />
        )}
        {sheet === 'quote' && (
          <QuoteSheet
            detail={detail}
            close={close}
            made={(quote) => {
              setMade(quote);
              setSheet('approve');
            }}
          />
        )}
        {sheet === 'approve' && (made ?? standing) && (
          <ApproveSheet
            job={{ id, number }}
            quote={(made ?? standing) as { ref: string; totalFen: number }}
            close={close}
          />
        )}
        {sheet === 'end_visit' && <EndVisitSheet detail={detail} close={close} />}
        {sheet === 'part' && <PartSheet detail={detail} close={close} />}
        {sheet === 'complete' && (
          <CompleteSheet
            detail={detail}
            quotedFen={standing?.approved ? standing.totalFen : null}
            code={work?.completionCode ?? null}
            close={close}
          />
        )}
      </div>
    </>
  );
}

interface Tools {
  detail: { id: number; number: string };
  open: (sheet: OpenSheet) => void;
  quoted: boolean;
}

/** What can be written down at any moment of the work. */
function JobTools({ detail, open, quoted }: Tools) {
  const { t } = useTranslation();
  return (
    <section className="panel job-tools" aria-label={t('field.tools')}>
      {(['before', 'nameplate', 'after'] as const).map((kind) => (
        <PhotoButton key={kind} job={detail} kind={kind} />
      ))}
      <Button size="large" onClick={() => open('part')}>
        {t('field.partTitle')}
      </Button>
      {quoted && (
        <Button size="large" onClick={() => open('quote')}>
          {t('field.quoteAnew')}
        </Button>
      )}
    </section>
  );
}
