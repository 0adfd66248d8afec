import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../domain/contracts/cases.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';

/** C4: the owner asks the level above, and says why. */
export function HandUpDialog({ of, close }: { of: CaseDetail; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog<{ reason: string }>
      title={`${t('cases.handUp')} ${of.number}`}
      effect={t('cases.handUpEffect')}
      act={t('cases.handUp')}
      done={t('cases.handedUp')}
      path={`/api/cases/${of.id}/hand-up`}
      bodyOf={({ reason }) => ({ reason, version: of.version })}
      close={close}
    >
      <Form.Item
        name="reason"
        label={t('cases.reason')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
      >
        <Input.TextArea rows={3} maxLength={500} autoFocus />
      </Form.Item>
    </WriteDialog>
  );
}
