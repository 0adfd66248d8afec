import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, DatePicker, Progress, Select } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanSummary, Timeline } from '../../../domain/contracts/day-plan.ts';
import { useWrite } from '../api/use-write.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useProblemWords } from '../parts/trouble.tsx';
import { isOutletOnly } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { hotlineNow } from '../time/clock.ts';
import { dayWords } from '../time/words.ts';
import { isPlanned } from './scale.ts';
import { isThinking, type TimelinePlace } from './use-timeline.ts';

interface Toolbar {
  timeline: Timeline | undefined;
  place: TimelinePlace;
  setPlace: (change: Partial<TimelinePlace>) => void;
}

/** Whose day is shown, how it stands, and the asking for a plan. */
export function TimelineToolbar({ timeline, place, setPlace }: Toolbar) {
  const { t } = useTranslation();
  const { regions, timeZone } = useReferenceData();
  const me = useMe();
  const { message } = App.useApp();
  const words = useProblemWords();
  const ask = useWrite<object, PlanSummary>();
  const stop = useWrite<object, PlanSummary>();
  const failed = { onError: (error: unknown) => void message.error(words(error)) };
  const seen = regions.filter(({ id }) => me.scope.province || me.scope.regionIds.includes(id));
  const known = useMemo(() => new Set(timeline?.technicians.map(({ id }) => id)), [timeline]);
  const planned = timeline?.jobs.filter((job) => isPlanned(job, known)).length ?? 0;
  const conflicts = timeline?.jobs.filter((job) => job.conflicts.length > 0).length ?? 0;
  const day = timeline?.day ?? '';
  const shift = (days: number) => setPlace({ day: dayjs(day).add(days, 'day').format('YYYY-MM-DD') });
  const outlets = (timeline?.outlets ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const thinking = isThinking(timeline);
  return (
    <header className="plan-toolbar">
      {seen.length > 0 && (
        <Select
          aria-label={t('timeline.place')}
          className="plan-place"
          value={timeline?.regionId}
          options={seen.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(regionId: number) => setPlace({ regionId, outletId: null })}
          showSearch={{ optionFilterProp: 'label' }}
        />
      )}
      {!isOutletOnly(me) && timeline && (
        <Select
          aria-label={t('timeline.technician')}
          className="plan-outlets"
          value={place.outletId ?? 0}
          options={[{ value: 0, label: t('timeline.wholeRegion') }, ...outlets]}
          onChange={(outletId: number) =>
            setPlace({ outletId: outletId || null, regionId: outletId ? null : timeline.regionId })
          }
          showSearch={{ optionFilterProp: 'label' }}
        />
      )}
      <Button aria-label={t('timeline.before')} icon={<LeftOutlined />} onClick={() => shift(-1)} />
      <DatePicker
        aria-label={t('timeline.day')}
        value={day ? dayjs(day) : null}
        allowClear={false}
        format={(value) => dayWords(value.format('YYYY-MM-DD'), hotlineNow(), timeZone, t)}
        onChange={(value) => value && setPlace({ day: value.format('YYYY-MM-DD') })}
        className="plan-day"
      />
      <Button aria-label={t('timeline.after')} icon={<RightOutlined />} onClick={() => shift(1)} />
      {timeline && (
        <span className="quiet">
          {t('timeline.planned', { planned, jobs: timeline.jobs.length })}
          {conflicts > 0 && <b className="late"> {t('timeline.conflicts', { count: conflicts })}</b>}
        </span>
      )}
      {timeline?.mayPlan && (
        <div className="plan-ask">
          {thinking && timeline.plan ? (
            <>
              <Progress
                percent={timeline.plan.progress}
                size="small"
                showInfo={false}
                className="plan-progress"
                aria-label={t('timeline.proposal')}
              />
              <span role="status">
                {timeline.plan.state === 'queued'
                  ? t('timeline.queued')
                  : t('timeline.running', { progress: timeline.plan.progress })}
              </span>
              <Button
                onClick={() =>
                  stop.mutate({ path: `/api/day-plans/${timeline.plan?.id}/cancel`, body: {} }, failed)
                }
              >
                {t('timeline.stop')}
              </Button>
            </>
          ) : (
            <>
              <Checkbox
                checked={place.offered}
                onChange={({ target }) => setPlace({ offered: target.checked })}
              >
                {t('timeline.withOffered')}
              </Checkbox>
              {!isOutletOnly(me) && (
                <Checkbox
                  checked={place.unasked}
                  onChange={({ target }) => setPlace({ unasked: target.checked })}
                >
                  {t('timeline.withNew')}
                </Checkbox>
              )}
              <Button
                type="primary"
                title={t('timeline.proposeMeans')}
                loading={ask.isPending}
                onClick={() =>
                  ask.mutate(
                    {
                      path: '/api/day-plans',
                      body: {
                        day,
                        ...(timeline.outletId
                          ? { outletId: timeline.outletId }
                          : { regionId: timeline.regionId }),
                        withOffered: place.offered,
                        withNew: place.unasked,
                      },
                    },
                    failed,
                  )
                }
              >
                {t('timeline.propose')}
              </Button>
            </>
          )}
        </div>
      )}
    </header>
  );
}
