import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatFen, parseYuan } from '../../../domain/money.ts';
import type { RecordedAction } from './job-work.tsx';
import { quoteEvidence } from './quote.ts';
import { YuanInput } from './yuan-input.tsx';

interface Quote {
  yuan: string;
  note?: string;
}

/** H5: the price is said before the work begins, and kept word for word. */
export function QuoteForm({ busy, record }: { busy: boolean; record: (action: RecordedAction) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Quote>();
  const fen = parseYuan(Form.useWatch('yuan', form) ?? '');
  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={({ yuan, note }) =>
        record({ action: 'quote', evidence: quoteEvidence(parseYuan(yuan) ?? 0, note) })
      }
    >
      <YuanInput name="yuan" label={t('outlet.quoteAmount')} />
      <Form.Item name="note" label={t('outlet.quoteFor')}>
        <Input size="large" maxLength={200} placeholder={t('outlet.quoteHint')} />
      </Form.Item>
      <Button type="primary" size="large" block htmlType="submit" loading={busy}>
        {fen === null ? t('outlet.quoteDo') : t('outlet.quoteDoAt', { yuan: formatFen(fen) })}
      </Button>
    </Form>
  );
}
