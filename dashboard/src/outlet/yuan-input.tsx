import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { parseYuan } from '../../../domain/money.ts';

/** An amount in yuan as it is typed; exact to the fen, no floating point on the way. */
export function YuanInput({
  name,
  label,
  size = 'large',
}: {
  name: string;
  label: string;
  size?: 'large' | 'middle';
}) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[
        { required: true, message: t('outlet.amountNeeded') },
        {
          validator: (_, value?: string) =>
            !value || parseYuan(value) !== null
              ? Promise.resolve()
              : Promise.reject(new Error(t('outlet.amountWrong'))),
        },
      ]}
    >
      <Input size={size} prefix="¥" inputMode="decimal" placeholder="0.00" autoComplete="off" />
    </Form.Item>
  );
}
