import { Checkbox, Form, Input, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { TimelineTechnician } from '../../../domain/contracts/day-plan.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const timeOf = (clock: string): Dayjs => dayjs(`2000-01-01T${clock}`);
const TIME = { format: 'HH:mm', minuteStep: 30, needConfirm: false, allowClear: false } as const;

const FROM = ['same', 'outlet', 'point'] as const;
/** Degrees, as maps give them: 112.9388, 28.2282 */
const POINT = /^\s*(\d{1,3}(?:\.\d+)?)\s*[,，]\s*(\d{1,2}(?:\.\d+)?)\s*$/;

interface Values {
  worksFrom: Dayjs;
  worksTo: Dayjs;
  workDays: string[];
  from: (typeof FROM)[number];
  point?: string;
}

/** Where the day begins and ends, as the server takes it; left out: as it is. */
function homeOf({ from, point = '' }: Values): { home?: { lng: number; lat: number } | null } {
  if (from === 'same') return {};
  const [, lng, lat] = (from === 'point' && POINT.exec(point)) || [];
  return { home: lng && lat ? { lng: Number(lng), lat: Number(lat) } : null };
}

/** When and from where somebody works; plans go by it. */
export function HoursDialog({ who, close }: { who: TimelineTechnician; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog<Values>
      title={t('timeline.hours', { name: who.name })}
      effect={t('timeline.hoursEffect')}
      act={t('timeline.save')}
      done={t('timeline.hoursSaved')}
      path={`/api/technicians/${who.id}/hours`}
      initial={{
        worksFrom: timeOf(who.worksFrom),
        worksTo: timeOf(who.worksTo),
        workDays: [...who.workDays],
        from: 'same',
      }}
      bodyOf={(values) => ({
        worksFrom: values.worksFrom.format('HH:mm'),
        worksTo: values.worksTo.format('HH:mm'),
        workDays: [...values.workDays].sort().join(''),
        ...homeOf(values),
      })}
      close={close}
    >
      <div className="form-pair">
        <Form.Item name="worksFrom" label={t('timeline.hoursFrom')}>
          <TimePicker {...TIME} />
        </Form.Item>
        <Form.Item name="worksTo" label={t('timeline.hoursTo')}>
          <TimePicker {...TIME} />
        </Form.Item>
      </div>
      <Form.Item name="workDays" label={t('timeline.workDays')}>
        <Checkbox.Group options={DAYS.map((day) => ({ value: day, label: t(`timeline.weekday.d${day}`) }))} />
      </Form.Item>
      <Form.Item name="from" label={t('timeline.setsOut')}>
        <Select
          options={FROM.map((value) => ({
            value,
            label:
              value === 'same'
                ? t('timeline.setsOutSame', {
                    from: t(who.fromHome ? 'timeline.fromHome' : 'timeline.fromOutlet'),
                  })
                : t(`timeline.setsOutFrom.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['from']}>
        {({ getFieldValue }) =>
          getFieldValue('from') === 'point' && (
            <Form.Item
              name="point"
              label={t('timeline.point')}
              rules={[{ required: true, pattern: POINT, message: t('timeline.pointWrong') }]}
            >
              <Input placeholder="112.9388, 28.2282" maxLength={40} />
            </Form.Item>
          )
        }
      </Form.Item>
    </WriteDialog>
  );
}
