import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WriteDialog } from '../ticket/write-dialog.tsx';

/** An agent reports who they spoke with: a while behind everybody else in line. `note` is where the reason begins. */
export function ReportNuisance({ contactId, note }: { contactId: number; note: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [reported, setReported] = useState(false);
  if (reported) return <span className="quiet">{t('numbers.reported')}</span>;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('numbers.report')}</Button>
      {open && (
        <WriteDialog<{ reason: string }>
          title={t('numbers.report')}
          effect={t('numbers.reportEffect')}
          act={t('numbers.report')}
          done={t('numbers.reported')}
          path="/api/numbers/report"
          refusals={{ invalid: t('numbers.reportHidden') }}
          initial={{ reason: note.trim() }}
          bodyOf={({ reason }) => ({ contactId, reason })}
          onDone={() => setReported(true)}
          close={() => setOpen(false)}
        >
          <Form.Item
            name="reason"
            label={t('numbers.reason')}
            rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
          >
            <Input.TextArea rows={2} maxLength={300} placeholder={t('numbers.reasonHint')} autoFocus />
          </Form.Item>
        </WriteDialog>
      )}
    </>
  );
}
