import { Form, Radio, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import type { HalfDay } from '../../../domain/vocabulary.ts';
import { useVisitWindows } from '../api/queries.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useDayWords, When } from '../parts/when.tsx';
import { groupTicket } from '../text/numbers.ts';
import { WriteDialog } from './write-dialog.tsx';

/** H6: the visit is promised for another half-day that the outlet still has. */
export function RescheduleDialog({ card, close }: { card: TicketCard; close: () => void }) {
  const { t } = useTranslation();
  const dayWords = useDayWords();
  const { data, error, refetch } = useVisitWindows(card.id);
  const windows = data?.windows ?? [];
  return (
    <WriteDialog<{ window: string }>
      title={t('move.reschedule.title', { number: groupTicket(card.number) })}
      effect={t('move.reschedule.effect', { outlet: card.outletName ?? '' })}
      act={t('move.reschedule.do')}
      done={t('move.reschedule.done')}
      path={`/api/tickets/${card.id}/appointment`}
      refusals={{ outlet_full: t('move.reschedule.taken') }}
      bodyOf={({ window }) => {
        const [day, half] = window.split(' ');
        return { day, half: half as HalfDay, version: card.version };
      }}
      close={close}
    >
      {error && <TroubleAlert error={error} retry={() => refetch()} />}
      {data?.current && (
        <p className="quiet">
          {t('move.reschedule.now')} <When at={data.current.from} until={data.current.until} />
        </p>
      )}
      {data && windows.length === 0 && (
        <p>{t(data.who === 'nobody' ? 'move.reschedule.tooLate' : 'move.reschedule.full')}</p>
      )}
      <Form.Item
        name="window"
        label={t('move.reschedule.window')}
        rules={[{ required: true, message: t('move.reschedule.windowNeeded') }]}
      >
        <Radio.Group>
          <Space orientation="vertical" size={4}>
            {windows.map(({ day, half }) => (
              <Radio key={`${day} ${half}`} value={`${day} ${half}`}>
                {dayWords(day)} {t(`trade.halfDay.${half}`)}
              </Radio>
            ))}
          </Space>
        </Radio.Group>
      </Form.Item>
    </WriteDialog>
  );
}
