import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { resolveSchema, TicketCard } from '../../../domain/contracts/api.ts';
import { groupTicket } from '../text/numbers.ts';
import { WriteDialog } from './write-dialog.tsx';

type Resolve = z.infer<typeof resolveSchema>;

/** Staff finish what nobody is sent for. */
export function ResolveDialog({ card, close }: { card: TicketCard; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog<Pick<Resolve, 'summary'>>
      title={t('move.resolve.title', { number: groupTicket(card.number) })}
      effect={t('move.resolve.effect')}
      act={t('move.resolve.do')}
      done={t('move.resolve.done')}
      path={`/api/tickets/${card.id}/resolve`}
      bodyOf={({ summary }): Resolve => ({ summary, version: card.version })}
      close={close}
    >
      <Form.Item
        name="summary"
        label={t('move.resolve.summary')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('move.resolve.summaryNeeded') }]}
      >
        <Input.TextArea rows={4} maxLength={500} placeholder={t('move.resolve.summaryHint')} autoFocus />
      </Form.Item>
    </WriteDialog>
  );
}
