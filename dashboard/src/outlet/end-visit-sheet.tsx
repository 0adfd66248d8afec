import { Button, Form, Input, Radio, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { UNFINISHED_OUTCOMES, VISIT_REASONS, type VisitReason } from '../../../domain/vocabulary.ts';
import { currentVisit } from '../ticket/chain.ts';
import { PhotoButton } from './photo-button.tsx';
import { useDeed } from './queue/field-context.tsx';
import { useToldOutcome } from './queue/told-outcome.ts';
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
  const { id, number: ticketNumber } = detail.card;
  const deed = useDeed({ id, number: ticketNumber });
  const told = useToldOutcome();
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<Told>();
  const reason = Form.useWatch('reason', form);
  const when = Form.useWatch('when', form);
  const [at, setAt] = useState<string | null>(null);
  const outcome = reason && outcomeOf(reason);
  const number = (currentVisit(detail.visits)?.number ?? 1) + 1;
  const end = async ({ reason: why, evidence }: Told) => {
    setBusy(true);
    const outcomeNow = outcomeOf(why);
    const done = await deed({
      step: 'end-visit',
      body: {
        outcome: outcomeNow,
        reason: why,
        evidence: evidence.trim(),
        ...(when === 'now' && at ? { next: { at } } : {}),
      },
      deed: { kind: 'end', outcome: outcomeNow },
      kept: close,
    });
    told(done, t('visitEnd.done', { number }));
  };
  return (
    <Sheet title={t('visitEnd.title')} close={close}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ when: 'open' }}
        onFinish={(values) => void end(values)}
      >
        <Form.Item
          name="reason"
          label={t('visitEnd.why')}
          rules={[{ required: true, message: t('visitEnd.why') }]}
        >
          <Radio.Group>
            <Space orientation="vertical" size={0}>
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
            <PhotoButton
              job={{ id, number: ticketNumber }}
              kind={outcome === 'no_show' ? 'absent' : 'other'}
              words={t('visitEnd.photo')}
            />
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
          loading={busy}
        >
          {t('visitEnd.confirm')}
        </Button>
      </Form>
    </Sheet>
  );
}
