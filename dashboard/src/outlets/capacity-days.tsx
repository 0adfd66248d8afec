import { App, Button, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CapacityView, OutletOverview } from '../../../domain/contracts/outlets.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useDayWords } from '../parts/when.tsx';

/** D1: jobs booked and taken per day; a day below what is booked says by how many. */
export function CapacityDays({ outlet, editable }: { outlet: OutletOverview; editable: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="quiet">{t('outlets.capacityMeans')}</p>
      <ol className="capacity-days">
        {outlet.days.map((day) => (
          <Day key={`${day.day} ${day.capacity}`} outletId={outlet.id} day={day} editable={editable} />
        ))}
      </ol>
    </>
  );
}

function Day({ outletId, day, editable }: { outletId: number; day: CapacityView; editable: boolean }) {
  const { t } = useTranslation();
  const dayWords = useDayWords();
  const { message } = App.useApp();
  const [value, setValue] = useState<number | null>(day.capacity);
  const write = useWrite<unknown, unknown>(() => void message.success(t('outlets.saved')));
  const over = day.booked - day.capacity;
  const name = dayWords(day.day);
  const changed = value !== null && value !== day.capacity;
  return (
    <li>
      <span>{name}</span>
      <span className={over >= 0 ? 'soon' : undefined}>
        {day.booked} / {editable ? null : day.capacity}
      </span>
      {editable && (
        <InputNumber
          size="small"
          min={0}
          max={1000}
          precision={0}
          value={value}
          onChange={setValue}
          aria-label={t('outlets.limitOf', { day: name })}
        />
      )}
      {changed && (
        <Button
          size="small"
          type="primary"
          loading={write.isPending}
          onClick={() =>
            write.mutate({
              path: `/api/outlets/${outletId}/capacity`,
              body: { day: day.day, capacity: value },
            })
          }
        >
          {t('outlets.save')}
        </Button>
      )}
      {over > 0 && <span className="late">{t('outlets.over', { count: over })}</span>}
      {write.error && <TroubleAlert error={write.error} />}
    </li>
  );
}
