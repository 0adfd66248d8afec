import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../parts/use-address.ts';

/** The days that are looked at; `shown`: those that the answer is about. */
export function DaysFilter({ shown }: { shown: { from: string; to: string } | undefined }) {
  const { t } = useTranslation();
  const [, put] = useAddress<'from' | 'to'>();
  return (
    <DatePicker.RangePicker
      aria-label={t('coverage.days')}
      allowClear={false}
      value={shown ? [dayjs(shown.from), dayjs(shown.to)] : null}
      onChange={(range) =>
        range?.[0] &&
        range[1] &&
        put({ from: range[0].format('YYYY-MM-DD'), to: range[1].format('YYYY-MM-DD') })
      }
    />
  );
}
