import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { newKey } from '../api/client.ts';
import { useDeed } from './queue/field-context.tsx';
import { useToldOutcome } from './queue/told-outcome.ts';
import { useListFor, usePriceName } from './quote-sheet.tsx';
import { SerialField } from './serial-field.tsx';
import { Sheet } from './sheet.tsx';

interface Part {
  name: string;
  quantity: string;
  oldSerial?: string;
  newSerial?: string;
  warrantyMonths: string;
}

/** A part put in: what came out, what is there now; the appliance's own history (peers #10). */
export function PartSheet({ detail, close }: { detail: TicketDetail; close: () => void }) {
  const { t } = useTranslation();
  const { id, number } = detail.card;
  const deed = useDeed({ id, number });
  const told = useToldOutcome();
  const nameOf = usePriceName();
  const parts = useListFor(detail).filter(({ sort }) => sort === 'part');
  const [form] = Form.useForm<Part>();
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const use = async ({ name, quantity, oldSerial = '', newSerial = '', warrantyMonths }: Part) => {
    setBusy(true);
    const outcome = await deed({
      step: 'parts',
      body: {
        ref: newKey(),
        code,
        name: name.trim(),
        quantity: Number(quantity),
        oldSerial: oldSerial.trim() || null,
        newSerial: newSerial.trim() || null,
        warrantyMonths: Number(warrantyMonths),
      },
      deed: { kind: 'part', name: name.trim() },
      kept: close,
    });
    told(outcome, t('field.partKept'));
  };
  const whole = (most: number) => ({
    validator: (_: unknown, value: string) =>
      /^\d+$/.test(value ?? '') && Number(value) <= most
        ? Promise.resolve()
        : Promise.reject(new Error(t('field.wholeNumber', { most }))),
  });
  return (
    <Sheet title={t('field.partTitle')} close={close}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ quantity: '1', warrantyMonths: '12' }}
        onFinish={(part) => void use(part)}
      >
        {parts.length > 0 && (
          <Form.Item label={t('field.partFromList')}>
            <Select
              size="large"
              allowClear
              options={parts.map((item) => ({ value: item.code, label: nameOf(item) }))}
              onChange={(value: string | undefined) => {
                setCode(value ?? null);
                const item = parts.find((each) => each.code === value);
                if (item)
                  form.setFieldsValue({ name: nameOf(item), warrantyMonths: String(item.warrantyMonths) });
              }}
            />
          </Form.Item>
        )}
        <Form.Item
          name="name"
          label={t('field.partName')}
          rules={[{ required: true, whitespace: true, message: t('field.partNeeded') }]}
        >
          <Input size="large" maxLength={80} />
        </Form.Item>
        <div className="two-fields">
          <Form.Item name="quantity" label={t('field.partCount')} rules={[whole(99)]}>
            <Input size="large" inputMode="numeric" />
          </Form.Item>
          <Form.Item name="warrantyMonths" label={t('field.partWarranty')} rules={[whole(240)]}>
            <Input size="large" inputMode="numeric" />
          </Form.Item>
        </div>
        <SerialField name="oldSerial" label={t('field.partOld')} />
        <SerialField name="newSerial" label={t('field.partNew')} />
        <Button type="primary" size="large" block htmlType="submit" loading={busy}>
          {t('field.partDo')}
        </Button>
      </Form>
    </Sheet>
  );
}
