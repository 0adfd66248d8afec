import { Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { pauseSchema, TicketCard } from '../../../domain/contracts/api.ts';
import { WAIT_REASONS } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { groupTicket } from '../text/numbers.ts';
import { useNow } from '../time/clock.ts';
import { atLocalHour, dayTime } from '../time/words.ts';
import { WriteDialog } from './write-dialog.tsx';

type Pause = z.infer<typeof pauseSchema>;

/** Days ahead that are offered, and the hour at which the wait then ends. */
const DAYS = Array.from({ length: 14 }, (_, index) => index + 1);
const HOUR = 8;

/** D6: something is waited for that is not ours to hurry. */
export function PauseDialog({ card, close }: { card: TicketCard; close: () => void }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const days = DAYS.map((day) => {
    const at = atLocalHour(now, day, HOUR, 0, timeZone);
    return { value: new Date(at).toISOString(), label: dayTime(at, now, timeZone, t) };
  });
  return (
    <WriteDialog<Pause>
      title={t('move.pause.title', { number: groupTicket(card.number) })}
      effect={t('move.pause.effect')}
      act={t('move.pause.do')}
      done={t('move.pause.done')}
      path={`/api/tickets/${card.id}/pause`}
      bodyOf={({ reason, until, note }): Pause => ({ reason, until, note: note || undefined })}
      close={close}
    >
      <Form.Item
        name="reason"
        label={t('move.pause.reason')}
        rules={[{ required: true, message: t('move.pause.reasonNeeded') }]}
      >
        <Radio.Group
          options={WAIT_REASONS.map((reason) => ({ value: reason, label: t(`trade.waitReason.${reason}`) }))}
        />
      </Form.Item>
      <Form.Item name="until" label={t('move.pause.until')}>
        <Select allowClear options={days} />
      </Form.Item>
      <Form.Item name="note" label={t('move.pause.note')}>
        <Input.TextArea rows={2} maxLength={300} placeholder={t('move.pause.noteHint')} />
      </Form.Item>
    </WriteDialog>
  );
}

/** D6: what was waited for is there. */
export function ResumeDialog({ card, close }: { card: TicketCard; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog
      title={t('move.resume.title', { number: groupTicket(card.number) })}
      effect={t('move.resume.effect')}
      act={t('move.resume.do')}
      done={t('move.resume.done')}
      path={`/api/tickets/${card.id}/resume`}
      bodyOf={() => ({})}
      close={close}
    >
      {null}
    </WriteDialog>
  );
}
