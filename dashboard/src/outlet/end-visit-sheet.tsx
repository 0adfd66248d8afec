import { App, Button, Form, Input, Radio, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import type { EndVisitBody } from '../../../domain/contracts/visits.ts';
import { UNFINISHED_OUTCOMES, VISIT_REASONS, type VisitReason } from '../../../domain/vocabulary.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { currentVisit } from '../ticket/chain.ts';
import { Sheet } from './sheet.tsx';
import { TimeChoice } from './time-choice.tsx';

interface Told {
  reason: VisitReason;
  evidence: string;
  when: 'open' | 'now';
}

const outcomeOf = (reason: VisitReason) =>
  UNFINISHED_OUTCOMES.find((outcome) =>
    (VISIT_REASONS[outcome] as readonly VisitReason[]).includes(reason),
  ) ?? 'second_visit';

/** H6: somebody is there and the work is not done: why, what shows it, and when the next visit is, if that is agreed. */
export function EndVisitSheet({ detail, close }: { detail: TicketDetail; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Told>();
  const reason = Form.useWatch('reason', form);
  const when = Form.useWatch('when', form);
  const [at, setAt] = useState<string | null>(null);
  const outcome = reason && outcomeOf(reason);
  const number = (currentVisit(detail.visits)?.number ?? 1) + 1;
  const write = useWrite<EndVisitBody, unknown>(() => {
    void message.success(t('visitEnd.done', { number }));
    close();
  });
  const end = ({ reason: why, evidence }: Told) =>
    write.mutate({
      path: `/api/tickets/${detail.card.id}/end-visit`,
      body: {
        outcome: outcomeOf(why),
        reason: why,
        evidence: evidence.trim(),
        ...(when === 'now' && at ? { next: { at } } : {}),
      },
    });
  return (
    <Sheet title={t('visitEnd.title')} close={close}>
      {write.error && <TroubleAlert error={write.error} kept={t('common.keptTyped')} />}
      <Form form={form} layout="vertical" initialValues={{ when: 'open' }} onFinish={end}>
        <Form.Item
          name="reason"
          label={t('visitEnd.why')}
          rules={[{ required: true, message: t('visitEnd.why') }]}
        >
          <Radio.Group>
            <Space orientation="vertical" size={10}>
              {UNFINISHED_OUTCOMES.flatMap((each) => VISIT_REASONS[each]).map((each) => (
                <Radio key={each} value={each}>
                  {t(`trade.visitReason.${each}`)}
                </Radio>
              ))}
            </Space>
          </Radio.Group>
        </Form.Item>
        {outcome && (
          <>
            <Form.Item
              name="evidence"
              label={t(`visitEnd.evidence.${outcome}`)}
              rules={[{ required: true, min: 2, whitespace: true, message: t('visitEnd.evidenceNeeded') }]}
            >
              <Input.TextArea rows={3} maxLength={500} placeholder={t(`visitEnd.evidenceHint.${outcome}`)} />
            </Form.Item>
            <Form.Item
              name="when"
              label={t('visitEnd.next')}
              extra={when === 'open' && t('visitEnd.nextOpenHint')}
            >
              <Radio.Group
                optionType="button"
                options={(['open', 'now'] as const).map((value) => ({
                  value,
                  label: t(value === 'open' ? 'visitEnd.nextOpen' : 'visitEnd.nextNow'),
                }))}
              />
            </Form.Item>
            {when === 'now' && <TimeChoice ticketId={detail.card.id} value={at} choose={setAt} />}
          </>
        )}
        <Button
          type="primary"
          size="large"
          block
          htmlType="submit"
          disabled={!outcome || (when === 'now' && !at)}
          loading={write.isPending}
        >
          {t('visitEnd.confirm')}
        </Button>
      </Form>
    </Sheet>
  );
}
