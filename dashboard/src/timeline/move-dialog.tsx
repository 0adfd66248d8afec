import { Button, Checkbox, Form, Modal, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Timeline, TimelineJob } from '../../../domain/contracts/day-plan.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { groupTicket } from '../text/numbers.ts';
import { useJobWords } from './job-bar.tsx';
import { clockOf } from './scale.ts';
import type { Destination } from './use-moves.ts';

interface Values {
  technicianId: number;
  at: Dayjs;
  fixed: boolean;
}

interface MoveDialogProps {
  job: TimelineJob;
  timeline: Timeline;
  move: (to: Destination) => void;
  close: () => void;
}

/** Who and when, chosen with the keyboard. */
export function MoveDialog({ job, timeline, move, close }: MoveDialogProps) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const { what, where, promise } = useJobWords();
  const [form] = Form.useForm<Values>();
  const begins = job.plannedAt ?? job.promisedFrom;
  const [hours = 9, minutes = 0] = (begins ? clockOf(begins, timeZone) : '09:00').split(':').map(Number);
  const people = timeline.technicians
    .filter(({ outletId }) => outletId === job.outletId)
    .map(({ id, name, skills, atWork }) => {
      const able = !job.category || skills.includes(job.category);
      const why = able ? (atWork ? '' : t('timeline.dayOff')) : t('timeline.cannot');
      return { value: id, label: [name, why].filter(Boolean).join(t('common.dot')), disabled: !able };
    });
  const save = ({ technicianId, at, fixed }: Values) => {
    const offset = (at.hour() * 60 + at.minute()) * 60_000;
    const plannedAt = new Date(Date.parse(timeline.startsAt) + offset).toISOString();
    move({ technicianId, plannedAt, fixed });
    close();
  };
  return (
    <Modal
      open
      title={t('timeline.move', { number: groupTicket(job.number) })}
      okText={t('timeline.moveSave')}
      onOk={() => form.submit()}
      onCancel={close}
      footer={(buttons) => (
        <>
          {job.technicianId !== null && (
            <Button
              className="plan-take-off"
              onClick={() => {
                move({ technicianId: null, plannedAt: null, fixed: false });
                close();
              }}
            >
              {t('timeline.takeOff')}
            </Button>
          )}
          {buttons}
        </>
      )}
      width={420}
    >
      <p className="dialog-effect quiet">
        {[what(job), where(job), promise(job)].filter(Boolean).join(t('common.dot'))}
      </p>
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{
          technicianId: job.technicianId ?? undefined,
          at: dayjs().hour(hours).minute(minutes).second(0).millisecond(0),
          fixed: true,
        }}
      >
        <Form.Item name="technicianId" label={t('timeline.moveTo')} rules={[{ required: true, message: '' }]}>
          <Select options={people} showSearch={{ optionFilterProp: 'label' }} autoFocus />
        </Form.Item>
        <Form.Item name="at" label={t('timeline.moveAt')} rules={[{ required: true, message: '' }]}>
          <TimePicker format="HH:mm" minuteStep={5} needConfirm={false} allowClear={false} />
        </Form.Item>
        <Form.Item name="fixed" valuePropName="checked" noStyle>
          <Checkbox>{t('timeline.keepFixed')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
