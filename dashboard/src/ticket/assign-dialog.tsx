import { Alert, Button, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { assignSchema, TicketDetail } from '../../../domain/contracts/api.ts';
import { useCandidates } from '../api/queries.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { PresenceLine } from '../presence/presence-mark.tsx';
import { useLooking } from '../presence/use-presence.ts';
import { groupTicket } from '../text/numbers.ts';
import { OutletChoice } from './outlet-choice.tsx';
import { WriteDialog } from './write-dialog.tsx';

type Assign = z.infer<typeof assignSchema>;
type Values = Pick<Assign, 'outletId' | 'reason'>;

/** D5: a dispatcher chooses by hand, with a reason, seeing what the system would have chosen and why. */
export function AssignDialog({ detail, close }: { detail: TicketDetail; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const candidates = useCandidates(detail.card.id);
  useLooking([detail.card.id], 'assign');
  // The decision is made about the ticket as it stood when it was begun; a colleague may be quicker.
  const [seen, setSeen] = useState(detail.card);
  const changed = seen.version !== detail.card.version;
  return (
    <WriteDialog<Values>
      title={t('move.assign.title', { number: groupTicket(detail.card.number) })}
      act={t('move.assign.do')}
      done={t('move.assign.done')}
      width={760}
      path={`/api/tickets/${detail.card.id}/assign`}
      form={form}
      bodyOf={({ outletId, reason }): Assign => ({ outletId, reason, version: seen.version })}
      close={close}
    >
      <PresenceLine ticketId={detail.card.id} />
      {changed && (
        <Alert
          type="warning"
          showIcon
          className="dialog-trouble"
          title={t('move.assign.changed', {
            state: t(`trade.state.${detail.card.state}`),
            outlet: detail.card.outletName ?? t('ticket.noOutlet'),
          })}
          action={
            <Button size="small" onClick={() => setSeen(detail.card)}>
              {t('move.assign.goOn')}
            </Button>
          }
        />
      )}
      {candidates.error && <TroubleAlert error={candidates.error} retry={() => candidates.refetch()} />}
      {candidates.isPending && <Skeleton active={false} paragraph={{ rows: 5 }} />}
      {candidates.data && (
        <Form.Item
          name="outletId"
          rules={[{ required: true, message: t('move.assign.outletNeeded') }]}
          className="candidate-field"
        >
          <OutletChoice verdict={candidates.data} regionId={detail.card.regionId} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t('move.assign.reason')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
      >
        <Input.TextArea rows={2} maxLength={300} placeholder={t('move.assign.reasonHint')} />
      </Form.Item>
    </WriteDialog>
  );
}
