import { Form, Input, Radio, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { listNumberSchema } from '../../../domain/contracts/numbers.ts';
import { NUMBER_RULE_KINDS } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { isPhone } from '../tickets/is-phone.ts';
import { endOfDay } from './end-of-day.ts';

type ListNumber = z.input<typeof listNumberSchema>;
type Values = Omit<ListNumber, 'expiresAt'> & { lastDay?: string };

/** A number is put on a list: which one, why, and until when. */
export function AddDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  return (
    <WriteDialog<Values>
      title={t('numbers.addTitle')}
      act={t('numbers.add')}
      done={t('numbers.added')}
      path="/api/numbers"
      refusals={{ duplicate: t('numbers.already') }}
      initial={{ kind: 'do_not_call' }}
      bodyOf={({ lastDay, ...rest }): ListNumber => ({
        ...rest,
        ...(lastDay ? { expiresAt: endOfDay(lastDay, timeZone) } : {}),
      })}
      close={close}
    >
      <Form.Item
        name="number"
        label={t('numbers.number')}
        rules={[
          { required: true, message: t('numbers.numberNeeded') },
          {
            validator: (_, value?: string) =>
              !value || isPhone(value) || /^\d{3,6}$/.test(value)
                ? Promise.resolve()
                : Promise.reject(new Error(t('numbers.numberNeeded'))),
          },
        ]}
      >
        <Input type="tel" maxLength={40} placeholder={t('numbers.numberHint')} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="kind" label={t('numbers.list')} rules={[{ required: true }]}>
        <Radio.Group>
          <Space orientation="vertical" size={4}>
            {NUMBER_RULE_KINDS.map((kind) => (
              <Radio key={kind} value={kind}>
                {t(`trade.numberRule.${kind}`)} <span className="quiet">{t(`numbers.means.${kind}`)}</span>
              </Radio>
            ))}
          </Space>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('numbers.reason')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
      >
        <Input.TextArea rows={2} maxLength={300} placeholder={t('numbers.reasonHint')} />
      </Form.Item>
      <Form.Item name="lastDay" label={t('numbers.expiresOn')}>
        <Input type="date" />
      </Form.Item>
    </WriteDialog>
  );
}
