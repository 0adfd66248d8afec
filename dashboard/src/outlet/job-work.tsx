import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { actionSchema, TicketDetail } from '../../../domain/contracts/api.ts';
import type { ServiceActionName } from '../../../domain/vocabulary.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { currentVisit } from '../ticket/chain.ts';
import { ActionSheet } from './action-sheet.tsx';
import { CompleteSheet } from './complete-sheet.tsx';
import { EndVisitSheet } from './end-visit-sheet.tsx';
import { asksMore, nextSteps } from './next-steps.ts';

export type RecordedAction = z.infer<typeof actionSchema>;

/** The next thing to do, as one big button at the bottom, where the thumb is; the rest one press away. */
export function JobWork({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { primary, later, mayComplete } = nextSteps(detail);
  // Somebody has to be there before it can come to nothing.
  const arrived = currentVisit(detail.visits)?.actions.some(({ action }) => action === 'arrive');
  const mayEnd = arrived && detail.moves.includes('end_visit');
  const [sheet, setSheet] = useState<'appointment' | 'quote' | 'signature' | 'complete' | 'end_visit' | null>(
    null,
  );
  const write = useWrite<RecordedAction, unknown>(() => setSheet(null));
  const record = (body: RecordedAction) =>
    write.mutate({ path: `/api/tickets/${detail.card.id}/actions`, body });
  const start = (action: ServiceActionName | 'complete') => {
    write.reset();
    if (action === 'complete' || asksMore(action)) setSheet(action);
    else record({ action });
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
    <div className="job-bar">
      {write.error && !sheet && <TroubleAlert error={write.error} kept={t('outlet.notRecorded')} />}
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
            loading={write.isPending && !sheet}
            onClick={() => start(primary)}
          >
            {primary === 'complete' ? t('outlet.complete') : words(primary)}
          </Button>
        )}
      </div>
      {sheet && sheet !== 'complete' && sheet !== 'end_visit' && (
        <ActionSheet
          ticketId={detail.card.id}
          action={sheet}
          close={() => setSheet(null)}
          record={record}
          write={write}
        />
      )}
      {sheet === 'end_visit' && <EndVisitSheet detail={detail} close={() => setSheet(null)} />}
      {sheet === 'complete' && <CompleteSheet detail={detail} close={() => setSheet(null)} />}
    </div>
  );
}
