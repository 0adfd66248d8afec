import { Checkbox, Form, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { TimelineTechnician } from '../../../domain/contracts/day-plan.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const timeOf = (clock: string): Dayjs => dayjs(`2000-01-01T${clock}`);
const TIME = { format: 'HH:mm', minuteStep: 30, needConfirm: false, allowClear: false } as const;

/** When somebody works; plans go by it. */
export function HoursDialog({ who, close }: { who: TimelineTechnician; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog<{ worksFrom: Dayjs; worksTo: Dayjs; workDays: string[] }>
      title={t('timeline.hours', { name: who.name })}
      effect={t('timeline.hoursEffect')}
      act={t('timeline.save')}
      done={t('timeline.hoursSaved')}
      path={`/api/technicians/${who.id}/hours`}
      initial={{
        worksFrom: timeOf(who.worksFrom),
        worksTo: timeOf(who.worksTo),
        workDays: [...who.workDays],
      }}
      bodyOf={({ worksFrom, worksTo, workDays }) => ({
        worksFrom: worksFrom.format('HH:mm'),
        worksTo: worksTo.format('HH:mm'),
        workDays: [...workDays].sort().join(''),
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
    </WriteDialog>
  );
}
