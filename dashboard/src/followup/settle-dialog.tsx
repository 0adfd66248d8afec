import { Form, Input, Radio, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ObligationView, settleSchema } from '../../../domain/contracts/followup.ts';
import { callOutcomesOf } from '../../../domain/vocabulary.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { Party } from './party.tsx';

type Settle = z.infer<typeof settleSchema>;

/** What came of the call, by choice and in a person's own words; the call is owed no longer. */
export function SettleDialog({ obligation, close }: { obligation: ObligationView; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog<Settle>
      title={t('followup.settleTitle', { kind: t(`trade.obligationKind.${obligation.kind}`) })}
      effect={
        <>
          <Party obligation={obligation} /> · {t('followup.settleEffect')}
        </>
      }
      act={t('followup.settle')}
      done={t('followup.settled')}
      path={`/api/followups/${obligation.id}/settle`}
      bodyOf={(values) => values}
      close={close}
    >
      <Form.Item
        name="outcome"
        label={t('followup.outcome')}
        rules={[{ required: true, message: t('followup.outcomeNeeded') }]}
      >
        <Radio.Group>
          <Space orientation="vertical" size={4}>
            {callOutcomesOf(obligation.kind).map((outcome) => (
              <Radio key={outcome} value={outcome}>
                {t(`trade.callOutcome.${outcome}`)}
              </Radio>
            ))}
          </Space>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="note"
        label={t('followup.note')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('followup.noteNeeded') }]}
      >
        <Input.TextArea rows={4} maxLength={500} placeholder={t('followup.noteHint')} />
      </Form.Item>
    </WriteDialog>
  );
}
