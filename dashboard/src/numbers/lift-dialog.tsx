import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NumberRuleView } from '../../../domain/contracts/numbers.ts';
import { groupPhone } from '../text/numbers.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';

/** A number comes off its list: confirmed with what follows from it, and never without a reason. */
export function LiftDialog({ rule, close }: { rule: NumberRuleView; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog<{ reason: string }>
      title={t('numbers.liftTitle', {
        number: groupPhone(rule.number),
        list: t(`trade.numberRule.${rule.kind}`),
      })}
      effect={t(`numbers.liftEffect.${rule.kind}`)}
      act={t('numbers.lift')}
      done={t('numbers.lifted')}
      danger
      path={`/api/numbers/${rule.id}/lift`}
      bodyOf={({ reason }) => ({ reason })}
      close={close}
    >
      <Form.Item
        name="reason"
        label={t('numbers.liftReason')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
      >
        <Input.TextArea rows={2} maxLength={300} autoFocus />
      </Form.Item>
    </WriteDialog>
  );
}
