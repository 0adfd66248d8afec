import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { cancelSchema, TicketCard } from '../../../domain/contracts/api.ts';
import { groupTicket } from '../text/numbers.ts';
import { WriteDialog } from './write-dialog.tsx';

type Cancel = z.infer<typeof cancelSchema>;

/** The end of a ticket: confirmed with its effect named, and never without a reason. */
export function CancelDialog({ card, close }: { card: TicketCard; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog<Pick<Cancel, 'reason'>>
      title={t('move.cancel.title', { number: groupTicket(card.number) })}
      effect={
        card.outletName ? t('move.cancel.effectAt', { outlet: card.outletName }) : t('move.cancel.effect')
      }
      act={t('move.cancel.do')}
      done={t('move.cancel.done')}
      danger
      path={`/api/tickets/${card.id}/cancel`}
      bodyOf={({ reason }): Cancel => ({ reason, version: card.version })}
      close={close}
    >
      <Form.Item
        name="reason"
        label={t('move.cancel.reason')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
      >
        <Input.TextArea rows={2} maxLength={300} placeholder={t('move.cancel.reasonHint')} autoFocus />
      </Form.Item>
    </WriteDialog>
  );
}
