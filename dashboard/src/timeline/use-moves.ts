import { App, Button } from 'antd';
import { createElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import type { Timeline, TimelineJob } from '../../../domain/contracts/day-plan.ts';
import { useWrite } from '../api/use-write.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useProblemWords } from '../parts/trouble.tsx';
import { groupTicket } from '../text/numbers.ts';
import { clockOf } from './scale.ts';

export interface Destination {
  technicianId: number | null;
  plannedAt: string | null;
  fixed: boolean;
}

/** Moves a job by hand: the effect is named, and can be undone. */
export function useMoves(timeline: Timeline | undefined) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { timeZone } = useReferenceData();
  const words = useProblemWords();
  const write = useWrite<Destination & { version: number }, { card: TicketCard }>();
  const nameOf = (id: number | null) => timeline?.technicians.find((each) => each.id === id)?.name ?? '';

  /** What keeps somebody from doing a job, in words; null when nothing does. */
  function refusal(job: TimelineJob, technicianId: number | null): string | null {
    const technician = timeline?.technicians.find(({ id }) => id === technicianId);
    if (!technician) return null;
    const { name } = technician;
    if (technician.outletId !== job.outletId) return t('timeline.otherOutlet', { name });
    return job.category && !technician.skills.includes(job.category) ? t('timeline.notAble', { name }) : null;
  }

  function effect(job: TimelineJob, to: Destination): string {
    const number = groupTicket(job.number);
    if (to.technicianId === null) return t('timeline.takenOff', { number });
    const given = {
      number,
      name: nameOf(to.technicianId),
      time: to.plannedAt ? clockOf(to.plannedAt, timeZone) : '',
    };
    const before = job.plannedAt
      ? `${nameOf(job.technicianId)} ${clockOf(job.plannedAt, timeZone)}`.trim()
      : '';
    return before ? t('timeline.shifted', { ...given, before }) : t('timeline.moved', given);
  }

  async function move(job: TimelineJob, to: Destination): Promise<void> {
    const path = `/api/tickets/${job.ticketId}/plan`;
    const why = refusal(job, to.technicianId);
    if (why) return void notification.warning({ key: 'plan', title: why });
    try {
      const { card } = await write.mutateAsync({ path, body: { ...to, version: job.version } });
      const back: Destination = {
        technicianId: job.technicianId,
        plannedAt: job.technicianId === null ? null : job.plannedAt,
        fixed: job.fixed,
      };
      const undo = async () => {
        await write.mutateAsync({ path, body: { ...back, version: card.version } });
        notification.success({ key: 'plan', title: t('timeline.undone') });
      };
      notification.success({
        key: 'plan',
        title: effect(job, to),
        duration: 8,
        actions: createElement(
          Button,
          {
            size: 'small',
            onClick: () => undo().catch((error) => notification.error({ key: 'plan', title: words(error) })),
          },
          t('timeline.undo'),
        ),
      });
    } catch (error) {
      notification.error({ key: 'plan', title: words(error) });
    }
  }
  return { move, refusal, busy: write.isPending };
}
